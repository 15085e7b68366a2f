// Where a padding is given, nothing is added to the result unless that is said too.
//@ shape Plain = image[2, 15, 15]
space Plain {
  input x: image[2, 8, 8]
  x -> conv_transpose(2, 3, stride: 2, padding: 1)
}
//@ shape Padded = image[2, 16, 15]
space Padded {
  input x: image[2, 8, 8]
  x -> conv_transpose(2, 3, stride: 2, padding: 1, output_padding: [1, 0])
}
