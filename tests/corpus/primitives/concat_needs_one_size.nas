// Images of different sizes cannot be put behind each other.
space Tiny {
  input x: image[3, 8, 8]
  concat(x, x -> max_pool(2, stride: 2))  //~ N0301 "`concat` cannot join image[3, 8, 8] and image[3, 4, 4]"
}
