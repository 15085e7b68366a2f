// A definition may have the name of a primitive, and hides it.
//@ layers Tiny first = input tanh
space Tiny {
  input x: vector[4]
  x -> relu()
}
op relu() = tanh()
