// What is summed is of one kind.
space Tiny {
  input x: image[3, 8, 8]
  sum(x, x -> global_avg_pool())  //~ N0303 "`sum` does not take `image` and `vector`"
}
