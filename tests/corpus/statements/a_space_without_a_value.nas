// A space has a value: its output.
space Tiny {  //~ N0208 "this space has no value"
  input x: vector[4]
  let y = x -> relu()
}
