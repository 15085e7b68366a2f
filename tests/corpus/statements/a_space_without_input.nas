// A space has an input.
space Tiny {  //~ N0208 "this space has no input"
  let x = 3
}
