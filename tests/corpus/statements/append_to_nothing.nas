// Only what exists is appended to.
space Tiny {
  input x: vector[4]
  node += x  //~ N0101 "there is nothing named `node`"
  x
}
