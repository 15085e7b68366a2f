// A merge has something to join in every architecture.
space Tiny {
  input x: vector[4]
  sum(pick 0..=1 of [x, x -> relu()])  //~ N0305 "`sum` may have nothing to join"
}
