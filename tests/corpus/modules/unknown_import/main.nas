// A module has what is imported from it.
use std::blocks::{bn_rellu}  //~ N0104 "`std::blocks` has no `bn_rellu`"
use "./mine.nas"
space Tiny {
  input x: image[3, 8, 8]
  x -> mine::acct()  //~ N0104 "`mine.nas` has no `acct`"
}
