// Behind a zero a bias still makes a difference.
//@ simplified Tiny first = input zero conv
space Tiny {
  input x: image[1, 2, 2]  //~ N0906 "all architectures of `Tiny` ignore their input `x`"
  x -> zero() -> conv(1, bias: true)
}
