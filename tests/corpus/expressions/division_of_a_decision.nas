// Whether a quotient is whole is proven for every architecture.
//@ shape Tiny = vector[2] | vector[4]
space Tiny {
  input x: vector[4]
  let n = oneof [4, 8]
  x -> linear(n / 2)
}
