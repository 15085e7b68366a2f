// How many are picked does not depend on a decision.
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2]
  sum(pick n of [x, x -> relu()])  //~ N0403 "how many are picked must be known, such as `2` or `1..=3`"
}
