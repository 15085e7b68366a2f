// A zero makes everything behind it dead, up to a bias or a norm.
//@ params Tiny = 18
//@ simplified(params) Tiny = 9
//@ simplified Tiny first = input conv
space Tiny {
  input x: image[1, 2, 2]
  sum(x -> conv(1), x -> zero() -> relu() -> conv(1))
}
