// `oneof` may take one of several tensors; the others are built all the same.
//@ count Tiny = 2
//@ params Tiny = 20
//@ shape Tiny from=0 = vector[4]
space Tiny {
  input x: vector[4]
  let y = x -> linear(4)
  let from = oneof [x, y]
  from -> relu()
}
