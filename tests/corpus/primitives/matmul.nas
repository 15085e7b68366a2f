// Two sequences are multiplied as matrices.
//@ shape Tiny = sequence[4, 4]
//@ macs Tiny = 256
space Tiny {
  input x: sequence[4, 16]
  x -> matmul(x -> transpose(), scaled: true)
}
