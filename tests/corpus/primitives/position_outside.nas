// Positions are counted from 0.
space Tiny {
  input x: sequence[4, 16]
  x -> position(4)  //~ N0205 "`position` takes 5 positions of sequence[4, 16], which has fewer"
}
