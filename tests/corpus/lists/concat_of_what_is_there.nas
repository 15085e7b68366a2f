// What is concatenated is what is there.
//@ shape Tiny = vector[4] | vector[6] | vector[10]
space Tiny {
  input x: vector[4]
  concat(pick 1..=2 of [x, x -> linear(6)])
}
