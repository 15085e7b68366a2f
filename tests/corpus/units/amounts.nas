// `k`, `M` and `G` multiply; an underscore separates.
//@ shape Tiny = vector[1003500]
space Tiny {
  input x: vector[4]
  x -> linear(1M + 2.5k + 1_000)
}
