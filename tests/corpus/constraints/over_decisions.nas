// A constraint over decisions leaves out what breaks it.
//@ count Tiny = 9
//@ feasible Tiny = 6
space Tiny {
  input x: vector[4]
  let a = oneof [1, 2, 3]
  let b = oneof [1, 2, 3]
  x -> linear(a) -> linear(b)
  require a <= b
}
