// A rate may be written as a percentage.
//@ shape Tiny = vector[10]
//@ args Tiny first dropout = rate: 0.5
//@ args Tiny first drop_path = rate: 0.25
space Tiny {
  input x: vector[10]
  x -> dropout(50%) -> drop_path(0.25)
}
