// A percentage is a real number.
//@ args Tiny first dropout = rate: 0.3
space Tiny {
  input x: vector[4]
  x -> dropout(30%)
}
