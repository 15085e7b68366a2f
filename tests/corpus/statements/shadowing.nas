// A later `let` of the same name takes over; what used the earlier one keeps it.
//@ layers Tiny first = input relu tanh
space Tiny {
  input x: vector[4]
  let y = x -> relu()
  let y = y -> tanh()
  y
}
