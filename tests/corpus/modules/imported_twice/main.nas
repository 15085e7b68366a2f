// An imported name is a name of the file.
use std::blocks::{bn_relu}  //~ N0102 "`bn_relu` is defined twice"
op bn_relu() = relu()
space Tiny {
  input x: image[3, 8, 8]
  x -> relu()
}
