// A global pool makes a vector of the channels of an image.
//@ shape Tiny = vector[6]
space Tiny {
  input x: image[3, 8, 8]
  concat(x -> global_avg_pool(), x -> global_max_pool())
}
