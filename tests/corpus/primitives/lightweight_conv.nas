// Two kernels of 5 for 8 features.
//@ shape Tiny = sequence[5, 8]
//@ params Tiny = 10
//@ macs Tiny = 200
space Tiny {
  input x: sequence[5, 8]
  x -> lightweight_conv(5, heads: 2)
}
