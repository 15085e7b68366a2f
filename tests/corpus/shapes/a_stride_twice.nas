// Shapes are followed through strides: 32 becomes 16, 8, 4, 2, 1, and 1 stays.
//@ shape Tiny n=6 = image[1, 1, 1]
//@ shape Tiny n=2 = image[1, 8, 8]
space Tiny {
  input x: image[1, 32, 32]
  let n = oneof 0..=6
  x -> repeat(n) { conv(1, stride: 2) }
}
