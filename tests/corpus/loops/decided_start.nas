// The start may be decided as well.
//@ count Tiny = 3
//@ shape Tiny = vector[3] | vector[2] | vector[1]
space Tiny {
  input x: vector[4]
  let n = oneof 0..=2
  let items = n..3
  x -> linear(items.len)
}
