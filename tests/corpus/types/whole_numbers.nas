// `3.5k` is a whole number, `2.0` is not.
//@ params Tiny = 3500
space Tiny {
  input x: vector[1]
  x -> linear(3.5k, bias: false)
}
