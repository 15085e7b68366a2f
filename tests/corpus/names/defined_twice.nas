// A name is defined once per file.
space Tiny {
  input x: vector[4]
  x -> act()
}
op act() = relu()
op act() = tanh()  //~ N0102 "`act` is defined twice"
