// A file that is used can be read.
use "./other.nas"  //~ N0103 "`other.nas` cannot be read: there is no such file"
space Tiny {
  input x: image[3, 8, 8]
  x -> relu()
}
