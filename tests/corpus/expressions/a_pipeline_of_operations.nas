// A pipeline that begins with an operation is an operation.
//@ layers Tiny first = input relu tanh relu tanh
space Tiny {
  input x: vector[4]
  let both = relu() -> tanh()
  x -> both -> both
}
