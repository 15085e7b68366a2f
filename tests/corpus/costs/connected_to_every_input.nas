// Every input must be reached.
//@ count Tiny = 2
//@ feasible Tiny = 1
space Tiny {
  input a: vector[4]
  input b: vector[4]
  sum(a, b -> oneof { none: zero(), skip: identity() })  //~ N0904 "the constraints leave `op` one value: skip"
  require connected
}
