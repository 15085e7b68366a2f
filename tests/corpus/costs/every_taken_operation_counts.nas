// An operation that is built counts, whether or not its result reaches the output.
//@ params Tiny = 18
//@ simplified(params) Tiny = 9
//@ layers Tiny first = input conv conv zero sum
//@ simplified Tiny first = input conv
space Tiny {
  input x: image[1, 2, 2]
  sum(x -> conv(1), x -> conv(1) -> zero())
}
