// Vectors and positions of a sequence have features to keep.
//@ shape Tiny = vector[3]
space Tiny {
  input x: sequence[4, 8]
  x -> slice(2, 7) -> global_avg_pool() -> slice(to: 3)
}
