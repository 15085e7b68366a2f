// A number has no fields.
space Tiny {
  input x: vector[4]
  let n = 3
  x -> linear(n.len)  //~ N0107 "an int has no field `len`"
}
