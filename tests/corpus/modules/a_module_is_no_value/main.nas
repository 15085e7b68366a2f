// A module is not used like a value.
use std::blocks
space Tiny {
  input x: image[3, 8, 8]
  let a = blocks  //~ N0201 "expected a value, found module"
  x -> blocks()  //~ N0201 "expected an operation, found module"
}
