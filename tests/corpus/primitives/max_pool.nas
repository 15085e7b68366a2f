// A pool of kernel 2 and stride 2 halves the sides and costs nothing.
//@ shape Tiny = image[3, 4, 4]
//@ params Tiny = 0
//@ macs Tiny = 0
space Tiny {
  input x: image[3, 8, 8]
  x -> max_pool(2, stride: 2)
}
