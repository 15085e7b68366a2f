// Only a cost can be simplified.
space Tiny {
  input x: image[1, 2, 2]
  x -> relu()
  require simplified(3) <= 3  //~ N0201 "expected a cost such as `params`, found something else"
}
