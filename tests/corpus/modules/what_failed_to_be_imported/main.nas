// What uses a name whose import failed is not an error of its own.
use std::blocks::{sep_covn}  //~ N0104 "`std::blocks` has no `sep_covn`"
use std::blocks::{con_bn as block}  //~ N0104 "`std::blocks` has no `con_bn`"
space Tiny {
  input x: image[3, 8, 8]
  x -> sep_covn(8) -> oneof { sep_covn, other: block(8) }
}
