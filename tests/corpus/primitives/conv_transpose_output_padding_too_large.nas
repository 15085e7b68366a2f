// What is added to the result is less than the stride or less than the dilation.
space Tiny {
  input x: image[4, 8, 8]
  x -> conv_transpose(4, stride: 2, output_padding: 2)  //~ N0205 "`output_padding: 2` must be less than 2, the larger of `stride` and `dilation`"
}
//@ shape Dilated = image[4, 10, 10]
space Dilated {
  input x: image[4, 8, 8]
  x -> conv_transpose(4, dilation: 3, output_padding: 2)
}
