// A decision may be an argument; the path names the parameter.
//@ count Tiny = 6
//@ paths Tiny = conv.out, conv.kernel
space Tiny {
  input x: image[1, 4, 4]
  x -> conv(oneof [1, 2, 3], oneof [1, 3])
}
