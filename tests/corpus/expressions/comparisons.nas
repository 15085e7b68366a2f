// Comparisons give truth values.
//@ count Tiny = 6
//@ feasible Tiny = 2
space Tiny {
  input x: vector[4]
  let n = oneof 1..=6  //~ N0903 "no feasible architecture takes 1, 3, 4 or 6"
  x -> linear(n)
  require n > 1 and n >= 2 and n < 6 and n <= 5 and n != 3 and not (n == 4)
}
