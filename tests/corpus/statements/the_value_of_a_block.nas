// A block's value is its only expression, wherever it stands.
//@ layers Tiny first = input relu
space Tiny {
  input x: vector[4]
  x -> relu()
  let unused = 3  //~ N0901 "nothing uses `unused`"
}
