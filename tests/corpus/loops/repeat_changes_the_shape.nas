// A repeated operation may change the shape; so the output has one shape per count.
//@ shape Tiny = vector[6] | vector[8] | vector[10]
space Tiny {
  input x: vector[4]
  x -> repeat(oneof 1..=3) { widen() }
}
block widen(x: vector) { x -> linear(x.features + 2) }
