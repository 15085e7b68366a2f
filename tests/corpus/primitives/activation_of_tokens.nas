// Tokens are numbers of words: an activation means nothing on them.
space Tiny {
  input x: tokens[12]
  x -> relu()  //~ N0303 "`relu` does not take `tokens`"
}
