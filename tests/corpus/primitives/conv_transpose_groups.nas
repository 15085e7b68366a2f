// With two groups every input channel makes half of the output: 4 * 3 * 4 weights.
//@ params Tiny = 48
//@ macs Tiny = 3072
space Tiny {
  input x: image[4, 8, 8]
  x -> conv_transpose(6, 2, stride: 2, groups: 2)
}
