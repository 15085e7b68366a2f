// A global pool makes a vector of the features of a sequence.
//@ shape Tiny = vector[10]
space Tiny {
  input x: sequence[7, 10]
  x -> global_avg_pool()
}
