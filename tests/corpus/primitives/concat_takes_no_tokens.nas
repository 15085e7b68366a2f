// Tokens cannot be put behind each other.
space Tiny {
  input x: tokens[12]
  concat(x, x)  //~ N0303 "`concat` does not take `tokens`"
}
