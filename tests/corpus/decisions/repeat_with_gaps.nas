// A count may have gaps: 2 + 8.
//@ count Tiny = 10
//@ layers Tiny n=3 = input relu relu relu
//@ active Tiny n=1 = n, layer0.op
space Tiny {
  input x: vector[4]
  let n = oneof [1, 3]
  x -> repeat(n) { oneof { a: relu(), b: tanh() } }
}
