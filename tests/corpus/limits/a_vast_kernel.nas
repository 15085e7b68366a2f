// Parameters and products that leave 64 bits would count for nothing. The choice that makes them so large is named.
space Tiny {
  input x: image[4, 8, 8]
  let kernel = oneof [3, 9007199254740991]
  x -> conv(4, kernel)  //~ N0207 "`conv` is too large: the number of its parameters does not fit into 64 bits"
}
