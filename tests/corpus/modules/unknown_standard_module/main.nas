// A standard module exists.
use std::block::{bn_relu}  //~ N0103 "there is no standard module `block`"
space Tiny {
  input x: image[3, 8, 8]
  x -> relu()
}
