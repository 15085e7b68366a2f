// An `if` asks a truth value.
space Tiny {
  input x: vector[4]
  if 3 { x } else { x -> relu() }  //~ N0201 "expected bool, found int"
}
