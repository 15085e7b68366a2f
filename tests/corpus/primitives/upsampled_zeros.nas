// Zeros stay zeros when they become larger; a bias makes something of them.
//@ simplified Zeros = input
space Zeros {
  input x: image[4, 8, 8]
  sum(x, x -> zero() -> pixel_unshuffle(2) -> conv_transpose(4, stride: 2))
}
//@ simplified Laid = input
space Laid {
  input x: image[1, 8, 8]
  sum(x, x -> zero() -> conv_transpose(4) -> pixel_shuffle(2) -> max_pool(2, stride: 2))
}
//@ simplified Biased = input zero conv_transpose sum
space Biased {
  input x: image[4, 8, 8]
  sum(x, x -> zero() -> conv_transpose(4, bias: true))
}
