// The built-in functions: 3 + 4 + 3 + 5 + 2 + 1 + 7 + 8 = 33.
//@ shape Tiny = vector[33]
space Tiny {
  input x: vector[4]
  let a = floor(3.7) + ceil(3.2) + round(2.5) + abs(-5)
  x -> linear(a + floor(sqrt(4)) + min(3, 1, 2) + max([4, 7]) + pow(2, 3))
}
