// What stands for a number that cannot be read is no bound.
space Tiny {
  input x: vector[4]
  x -> linear(oneof [8, 16])
  require params <= 5m  //~ N0005 "there is no unit `m`"
}
