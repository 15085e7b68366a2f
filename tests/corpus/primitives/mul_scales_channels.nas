// A vector scales the channels of an image.
//@ shape Tiny = image[3, 8, 8]
space Tiny {
  input x: image[3, 8, 8]
  mul(x, x -> global_avg_pool() -> sigmoid())
}
