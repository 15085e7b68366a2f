// Convolutions along a sequence make zeros of zeros, up to a bias.
//@ params Tiny = 62
//@ simplified(params) Tiny = 12
space Tiny {
  input x: sequence[8, 2]
  let none = x -> zero()
  sum(
    x -> conv1d(2),
    none -> conv1d(2, 11) -> relu(),
    none -> lightweight_conv(3, heads: 2),
  )
}
