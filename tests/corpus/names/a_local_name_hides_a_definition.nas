// A local name hides a definition.
//@ layers Tiny first = input tanh
space Tiny {
  input x: vector[4]
  let act = tanh()
  x -> act
}
op act() = relu()
