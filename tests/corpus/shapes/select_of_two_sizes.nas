// A size may depend on what was chosen, and what follows sees it.
//@ params Tiny op=a = 34
//@ params Tiny op=b = 90
space Tiny {
  input x: vector[4]
  x -> oneof { a: linear(4, bias: false), b: linear(12, bias: false) } -> linear(3) -> linear_like()
}
block linear_like(x: vector) { x -> linear(x.features - 2, bias: false) -> identity() }
