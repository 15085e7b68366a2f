// A decision under an `if` is made only where its condition holds: 2 + 1.
//@ count Tiny = 3
//@ active Tiny deep=true = deep, width
//@ active Tiny deep=false = deep
space Tiny {
  input x: vector[4]
  let deep = oneof [true, false]
  let width = if deep { oneof [8, 16] } else { 4 }
  x -> linear(width)
}
