// Repeated zero times, an operation is nothing.
//@ count Tiny = 3
//@ layers Tiny n=0 = input
space Tiny {
  input x: vector[4]
  let n = oneof 0..=2
  x -> repeat(n) { relu() }
}
