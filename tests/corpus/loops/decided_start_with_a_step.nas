// Where a step begins must be known.
space Tiny {
  input x: vector[4]
  let n = oneof 0..=2
  let items = n..9 step 2  //~ N0201 "the start of a range with a step must not depend on a decision"
  x -> linear(items.len)
}
