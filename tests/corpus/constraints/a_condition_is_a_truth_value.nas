// A constraint is a condition.
space Tiny {
  input x: vector[4]
  x -> relu()
  require 3  //~ N0201 "expected a condition, found int"
}
