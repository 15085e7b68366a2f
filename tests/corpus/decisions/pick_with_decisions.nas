// Decisions of an item are made only where the item is picked: 2 + 1.
//@ count Tiny = 3
//@ paths Tiny = pick, op
space Tiny {
  input x: vector[4]
  sum(pick 1 of [x -> oneof { a: relu(), b: tanh() }, x])
}
