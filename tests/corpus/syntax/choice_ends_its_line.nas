// Nothing is applied to a choice without parentheses: what stands on the next line begins anew.
space Tiny {
  input x: vector[4]
  let width = oneof [8, 16]
  [x -> linear(width)].last
}
