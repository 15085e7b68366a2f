// A repeated choice of three operations, one to three times, holds 3 + 9 + 27 architectures.
//@ count Tiny = 39
space Tiny {
  input x: image[1, 8, 8]
  x -> repeat(oneof 1..=3) { oneof { a: relu(), b: sigmoid(), c: tanh() } } -> foo()
}
