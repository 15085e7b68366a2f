// A decision that is not made takes nothing: one turn with a skip, or two with one.
//@ count Tiny = 6
//@ feasible Tiny = 3
space Tiny {
  input x: vector[4]
  x -> repeat(oneof [1, 2]) { oneof { relu, skip: identity() } }
  require count(skip) == 1
}
