// Constraints that have nothing to do with each other are counted apart: 3 of 4 per pair, 20 times.
//@ feasible Tiny = 3486784401
space Tiny {
  input x: vector[4]
  let first = for i in 0..20 { oneof [0, 1] }
  let second = for i in 0..20 { oneof [0, 1] }
  for i in 0..20 { require first[i] <= second[i] }
  x -> repeat(first[0] + second[0] + 1) { relu() }
}
