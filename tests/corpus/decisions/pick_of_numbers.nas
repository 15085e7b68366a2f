// What is picked may be numbers too: how many there are depends on the choice.
//@ count Tiny = 7
//@ shape Tiny = vector[1] | vector[2] | vector[3]
space Tiny {
  input x: vector[4]
  let sides = pick 1..=3 of [10, 20, 30]
  x -> linear(sides.len)
}
