// A convolution along a sequence of seven with a step of three is at three positions.
//@ shape Tiny = sequence[3, 6]
//@ params Tiny = 192
//@ macs Tiny = 576
space Tiny {
  input x: sequence[7, 8]
  x -> conv1d(6, 4, stride: 3)
}
