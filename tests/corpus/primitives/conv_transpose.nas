// Without paddings the sides become `stride` times as large, whatever the kernel.
//@ shape Tiny = image[6, 24, 15]
space Tiny {
  input x: image[3, 12, 5]
  x -> conv_transpose(6, oneof 1..=7, stride: [2, 3], dilation: oneof [1, 2])
}
