// A stride of 2 halves the sides, rounded up: floor((8 + 2 - 2 - 1) / 2) + 1 = 4.
//@ shape Tiny = image[16, 4, 4]
//@ macs Tiny = 6912
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(16, stride: 2)
}
