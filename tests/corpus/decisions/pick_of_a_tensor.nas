// What is picked from is a list.
space Tiny {
  input x: vector[4]
  sum(pick 1 of x)  //~ N0201 "expected a list to pick from, found tensor"
}
