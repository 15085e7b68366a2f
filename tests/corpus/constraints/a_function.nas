// A constraint may use functions.
//@ feasible Tiny = 2
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2, 3]  //~ N0903 "no feasible architecture takes 3"
  x -> linear(n)
  require small(n)
}
fn small(n: int) = n <= 2
