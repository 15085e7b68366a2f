// A constraint of a cell holds for every instance, once.
//@ count Tiny = 16
//@ feasible Tiny = 9
space Tiny {
  input x: vector[4]
  let left = Pair
  let right = Pair
  x -> left -> right -> left
}
cell Pair(x: vector) {
  let a = oneof [true, false]
  let b = oneof [true, false]
  require a or b
  x -> linear(4, bias: a) -> linear(4, bias: b)
}
