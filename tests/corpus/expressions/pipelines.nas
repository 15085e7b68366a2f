// `x -> f(a)` is `f(x, a)`; several tensors flow as a list.
//@ params Tiny = 40
space Tiny {
  input x: vector[4]
  let y = x -> linear(4)
  let z = linear(y, 4)
  [y, z] -> sum
}
