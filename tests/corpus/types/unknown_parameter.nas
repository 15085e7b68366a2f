// A named argument names a parameter.
space Tiny {
  input x: vector[4]
  x -> linear(4, bais: false)  //~ N0106 "`linear` has no parameter `bais`"
}
