// A condition keeps the zero away.
//@ shape Tiny = vector[1] | vector[8] | vector[4]
space Tiny {
  input x: vector[4]
  let n = oneof [0, 1, 2]
  x -> linear(if n > 0 { floor(8 / n) } else { 1 })
}
