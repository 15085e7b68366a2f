// Records stand in sections.
space Tiny {
  input x: vector[4]
  let a = { train: 70%, test: 30% }  //~ N0211 "a record cannot stand here"
  x
}
