// A network is connected if its output depends on every input through operations that are not `zero`.
//@ connected Tiny op=none = false
//@ connected Tiny op=skip = true
//@ count Tiny = 2
//@ feasible Tiny = 1
space Tiny {
  input x: image[1, 2, 2]
  x -> oneof { none: zero(), skip: identity() }  //~ N0904 "the constraints leave `op` one value: skip"
  require connected
}
