// A bias adds one parameter per output channel and no multiply-accumulate.
//@ params Tiny = 448
//@ macs Tiny = 27648
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(16, bias: true)
}
