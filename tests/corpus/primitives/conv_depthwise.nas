// As many groups as channels make a convolution depthwise: one kernel per channel.
//@ params Tiny = 36
//@ macs Tiny = 2304
space Tiny {
  input x: image[4, 8, 8]
  x -> conv(4, groups: x.channels)
}
