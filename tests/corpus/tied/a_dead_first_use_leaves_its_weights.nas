// What the output does not depend on goes, but not the weights that another use has.
//@ params Tiny = 20
//@ simplified(params) Tiny = 20
//@ simplified Tiny = input linear
space Tiny {
  input x: vector[4]
  let step = tied(linear(4))
  let _dead = x -> tanh() -> step
  x -> step
}
