// A linear layer does not take an image: it has to become a vector first.
space Tiny {
  input x: image[3, 8, 8]
  x -> linear(10)  //~ N0303 "`linear` does not take `image`"
}
