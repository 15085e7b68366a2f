// What is mixed is said by a vector, not by an image.
space Tiny {
  input x: image[4, 8, 8]
  x -> dynamic_conv(x, 6)  //~ N0303 "`dynamic_conv` does not take `image`"
}
