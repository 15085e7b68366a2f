// A name before `::` is an imported module.
use std::blocks
space Tiny {
  input x: image[3, 8, 8]
  x -> block1::bn_relu()  //~ N0101 "there is nothing named `block1`"
}
