// A loop as a value is the list of what its body is.
//@ params Tiny = 60
space Tiny {
  input x: vector[4]
  sum(for i in 0..3 { x -> linear(4) })
}
