// Only the spaces of the file itself are compiled.
//@ count Tiny = 2
use std::nasbench201  //~ N0901 "nothing uses `nasbench201`"
space Tiny {
  input x: image[3, 8, 8]
  x -> maybe relu()
}
