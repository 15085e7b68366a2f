// A list has no other fields.
space Tiny {
  input x: vector[4]
  let sizes = [1, 2]
  x -> linear(sizes.length)  //~ N0107 "a list has no field `length`"
}
