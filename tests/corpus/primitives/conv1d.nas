// A convolution along a sequence keeps its length: 3 * 8 / 2 * 6 weights and 6 biases.
//@ shape Tiny = sequence[5, 6]
//@ params Tiny = 78
//@ macs Tiny = 360
//@ args Tiny first conv1d = out: 6, kernel: 3, stride: 1, dilation: 1, groups: 2, causal: true, bias: true
space Tiny {
  input x: sequence[5, 8]
  x -> conv1d(6, groups: 2, causal: true, bias: true)
}
