// All uses share the weights of the first; products count at every use, and so does depth.
//@ params Tiny = 20
//@ macs Tiny = 48
//@ depth Tiny = 3
space Tiny {
  input x: vector[4]
  let turn = tied(linear(4))
  x -> turn -> turn -> turn
}
