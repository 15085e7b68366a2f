// Names that other libraries give to operations.
space Tiny {
  input x: image[4, 8, 8]
  x -> conv_transpose2d(2)  //~ N0101 "there is nothing named `conv_transpose2d`" help "did you mean `conv_transpose`?"
  x -> conv_transposed(2)  //~ N0101 "there is nothing named `conv_transposed`" help "did you mean `conv_transpose`?"
  x -> conv2d_transpose(2)  //~ N0101 "there is nothing named `conv2d_transpose`" help "did you mean `conv_transpose`?"
  x -> transposed_conv(2)  //~ N0101 "there is nothing named `transposed_conv`" help "did you mean `conv_transpose`?"
  x -> deconv(2)  //~ N0101 "there is nothing named `deconv`" help "did you mean `conv_transpose`?"
  x -> ConvTranspose2d(2)  //~ N0101 "there is nothing named `ConvTranspose2d`" help "did you mean `conv_transpose`?"
  x -> pixelshuffle(2)  //~ N0101 "there is nothing named `pixelshuffle`" help "did you mean `pixel_shuffle`?"
  x -> PixelShuffle(2)  //~ N0101 "there is nothing named `PixelShuffle`" help "did you mean `pixel_shuffle`?"
  x -> depth_to_space(2)  //~ N0101 "there is nothing named `depth_to_space`" help "did you mean `pixel_shuffle`?"
  x -> space_to_depth(2)  //~ N0101 "there is nothing named `space_to_depth`" help "did you mean `pixel_unshuffle`?"
  x
}
