// Only a list is appended to.
space Tiny {
  input x: vector[4]
  let n = 3
  n += 4  //~ N0201 "expected a list to append to, found int"
  x
}
