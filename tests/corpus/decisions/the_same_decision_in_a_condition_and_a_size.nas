// One decision may be used in several places.
//@ count Tiny = 3
//@ shape Tiny = vector[3] | vector[9] | vector[27]
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2, 3]
  x -> linear(pow(3, n)) -> repeat(n) { relu() }
}
