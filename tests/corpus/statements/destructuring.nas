// A pattern names the items of a list.
//@ params Tiny = 67
space Tiny {
  input x: vector[4]
  let [a, b] = [6, 8]
  let [y, _] = [x -> linear(a), 0]
  y -> linear(5, bias: false) -> linear(1, bias: b > 10) -> identity() -> linear(1)
}
