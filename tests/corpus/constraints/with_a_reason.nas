// A constraint may give its reason.
//@ feasible Tiny = 2
space Tiny {
  input x: vector[4]
  let a = oneof [1, 2, 3]  //~ N0903 "no feasible architecture takes 3"
  x -> linear(a)
  require a <= 2 else "wider does not fit"
}
