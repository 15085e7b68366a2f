// Decisions that depend on each other in too many ways cannot be analysed, and that is said.
space Tiny {
  input x: vector[4]
  let a = oneof 1..=50000
  let b = oneof 1..=50000
  sum(x -> linear(a + b), x -> linear(2 * a))  //~ N0411 "whether this fits depends on too many decisions at once"
}
