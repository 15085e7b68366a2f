// A label may be counted below a level of paths.
//@ count Tiny = 16
//@ feasible Tiny = 4
space Tiny {
  input x: vector[4]
  let left = Pair
  let right = Pair
  sum(x -> left, x -> right)
  require count(left.skip) == 0
}
cell Pair(x: vector) { x -> repeat(2) { oneof { relu, skip: identity() } } }
