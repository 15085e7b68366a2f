// Arguments may be named, in any order.
//@ params Tiny = 16
space Tiny {
  input x: vector[4]
  linear(x, bias: false, out: 4)
}
