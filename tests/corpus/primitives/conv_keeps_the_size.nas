// A convolution keeps the size at stride 1 and has no bias: 16 * 3 * 3 * 3 weights, each used at 64 positions.
//@ shape Tiny = image[16, 8, 8]
//@ params Tiny = 432
//@ macs Tiny = 27648
//@ flops Tiny = 55296
//@ args Tiny first conv = out: 16, kernel_h: 3, kernel_w: 3, stride_h: 1, stride_w: 1, padding_h: 1, padding_w: 1, dilation: 1, groups: 1, bias: false
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(16)
}
