// A module is of the standard library, or a file.
use blocks::{bn_relu}  //~ N0103 "`blocks` is not a module"
use std  //~ N0103 "`std` is not a module"
use std::blocks::bn_relu::more  //~ N0103 "`std::blocks::bn_relu::more` is not a module"
space Tiny {
  input x: image[3, 8, 8]
  x -> relu()
}
