// Parentheses come first, and a number may be negative.
//@ shape Tiny = vector[18]
space Tiny {
  input x: vector[4]
  let n = -2
  x -> linear((2 + 4) * 3 - n - 2)
}
