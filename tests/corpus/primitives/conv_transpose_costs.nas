// Every pixel of the input takes all weights, 3 * 6 * 9 of them; a kernel without a middle needs no output padding.
//@ params Odd = 168
//@ macs Odd = 9720
//@ args Odd first conv_transpose = padding_h: 1, output_padding_h: 1
space Odd {
  input x: image[3, 12, 5]
  x -> conv_transpose(6, 3, stride: 2, bias: true)
}
//@ params Even = 288
//@ macs Even = 17280
//@ args Even first conv_transpose = padding_h: 1, output_padding_h: 0
space Even {
  input x: image[3, 12, 5]
  x -> conv_transpose(6, 4, stride: 2)
}
