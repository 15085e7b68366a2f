// What `maybe` may take is named `op`, and `skip` what it leaves.
//@ feasible Tiny = 2
space Tiny {
  input x: vector[4]
  x -> maybe relu() -> maybe tanh()
  require count(op) == 1 and count(skip) == 1
}
