// A decision is named by the `let` that it is bound with.
//@ paths Tiny = width, act
space Tiny {
  input x: vector[4]
  let width = oneof [8, 16]
  let act = (maybe relu())
  x -> linear(width) -> act
}
