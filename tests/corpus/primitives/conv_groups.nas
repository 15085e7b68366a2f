// With two groups every output sees half of the input: 8 * 2 * 9 weights.
//@ params Tiny = 144
//@ macs Tiny = 9216
space Tiny {
  input x: image[4, 8, 8]
  x -> conv(8, groups: 2)
}
