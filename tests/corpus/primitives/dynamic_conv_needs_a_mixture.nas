// A dynamic convolution takes two tensors.
space Tiny {
  input x: image[4, 8, 8]
  x -> dynamic_conv(6)  //~ N0202 "`dynamic_conv` takes 2 tensors, but is given 1"
}
