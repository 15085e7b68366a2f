// A constraint of a block holds wherever the block exists: 1 + 2.
//@ count Tiny = 5
//@ feasible Tiny = 3
space Tiny {
  input x: vector[4]
  x -> maybe narrow()
}
block narrow(x: vector) {
  let n = oneof [1, 2, 3, 4]  //~ N0903 "no feasible architecture takes 3 or 4"
  require n <= 2
  x -> linear(n)
}
