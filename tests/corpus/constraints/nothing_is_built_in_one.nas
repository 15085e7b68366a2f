// A constraint builds nothing.
space Tiny {
  input x: vector[4]
  x -> relu()
  require (x -> linear(8)).features == 8  //~ N0211 "an operation cannot stand here"
}
