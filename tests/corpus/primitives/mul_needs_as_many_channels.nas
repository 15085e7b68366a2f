// A vector that scales an image has an element per channel.
space Tiny {
  input x: image[3, 8, 8]
  mul(x, x -> global_avg_pool() -> linear(4))  //~ N0301 "`mul` cannot join image[3, 8, 8] and vector[4]"
}
