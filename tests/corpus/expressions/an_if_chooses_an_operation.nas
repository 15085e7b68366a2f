// An `if` may choose between operations.
//@ layers Tiny deep=true = input relu tanh
//@ layers Tiny deep=false = input identity tanh
space Tiny {
  input x: vector[4]
  let deep = oneof [true, false]
  let act = if deep { relu() } else { identity() }
  x -> act -> tanh()
}
