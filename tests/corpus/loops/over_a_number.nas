// A loop needs a list.
space Tiny {
  input x: vector[4]
  for i in 3 { let y = i }  //~ N0201 "expected a list, found int"
  x
}
