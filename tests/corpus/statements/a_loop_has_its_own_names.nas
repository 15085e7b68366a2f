// A name that is bound in a loop ends with it.
space Tiny {
  input x: vector[4]
  for i in 0..2 { let y = x -> relu() }
  y  //~ N0101 "there is nothing named `y`"
}
