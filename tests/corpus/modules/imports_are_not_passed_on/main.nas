// What a module imports is not passed on.
use "./mine.nas"
use "./mine.nas"::{bn_relu}  //~ N0104 "`mine.nas` has no `bn_relu`"
space Tiny {
  input x: image[3, 8, 8]
  x -> mine::bn_relu()  //~ N0104 "`mine.nas` has no `bn_relu`"
}
