// A linear layer can do without its bias.
//@ params Tiny = 50
space Tiny {
  input x: vector[10]
  x -> linear(5, bias: false)
}
