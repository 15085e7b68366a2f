// There must be something to choose from.
space Tiny {
  input x: vector[4]
  let widths = [8, 16]
  x -> linear(oneof widths[0..0])  //~ N0401 "there is nothing to choose from"
}
