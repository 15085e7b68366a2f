// As many kernels as the vector has features.
//@ shape Tiny = image[6, 4, 4]
//@ params Tiny = 663
//@ macs Tiny = 4116
space Tiny {
  input x: image[4, 8, 8]
  let mixture = x -> global_avg_pool() -> linear(3) -> softmax()
  x -> dynamic_conv(mixture, 6, stride: 2)
}
