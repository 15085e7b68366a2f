// A zero with a stride leaves the shape that the strided operation beside it leaves.
//@ shape Tiny = image[3, 4, 4]
//@ params Tiny = 0
space Tiny {
  input x: image[3, 7, 7]
  sum(x -> zero(stride: 2), x -> max_pool(3, stride: 2))
}
