// A constraint under a condition holds only there; so does what it needs.
//@ count Tiny = 4
//@ feasible Tiny = 3
space Tiny {
  input x: vector[4]
  let n = oneof [0, 1, 2, 4]  //~ N0903 "no feasible architecture takes 4"
  if n > 0 {
    require 4 / n >= 2
  }
  x -> linear(n + 1)
}
