// A repeated choice of three operations, one to three times, holds 3 + 9 + 27 architectures.
//@ count Tiny = 39
//@ paths Tiny = repeat, layer0.op, layer1.op, layer2.op
space Tiny {
  input x: vector[4]
  x -> repeat(oneof 1..=3) { oneof { a: relu(), b: sigmoid(), c: tanh() } }
}
