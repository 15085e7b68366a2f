// An image is no sequence.
space Tiny {
  input x: image[1, 8, 8]
  append(x, x)  //~ N0303 "`append` does not take `image`"
}
