// A stride may differ along the sides: a 1x7 and a 7x1 convolution that halve one side each.
//@ params Tiny = 196
//@ macs Tiny = 4480
//@ shape Tiny = image[4, 4, 4]
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(4, [1, 7], stride: [1, 2]) -> conv(4, [7, 1], stride: [2, 1])
}
