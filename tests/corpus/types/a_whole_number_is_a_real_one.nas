// A whole number is taken for a real one.
//@ args Tiny first dropout = rate: 1
space Tiny {
  input x: vector[4]
  x -> drop(1)
}
block drop(x: vector, rate: float) { x -> dropout(rate) }
