// A list may hold anything; what it is used for decides.
space Tiny {
  input x: vector[4]
  sum([x, 3])  //~ N0201 "expected a list of tensors, found int"
}
