// A promise is checked in every architecture.
space Tiny {
  input x: vector[4]
  let n = oneof [4, 8]
  x -> linear(n) -> a()  //~ N0301 "vector[4] was promised, but this is vector[8]"
}
block a(x: vector[4]) { x -> relu() }
