// Conditions may be chained; every branch decides for itself: 1 + 2 + 3.
//@ count Tiny = 6
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2, 3]
  if n == 1 {
    x
  } else if n == 2 {
    x -> linear(oneof [1, 2])
  } else {
    x -> linear(oneof [1, 2, 3])
  }
}
