// A constraint decides nothing.
space Tiny {
  input x: vector[4]
  x -> relu()
  require oneof [true, false]  //~ N0211 "a decision cannot stand here"
}
