// There are only so many positions.
space Tiny {
  input x: sequence[5, 8]
  x -> positions(to: 6)  //~ N0205 "`positions` takes 6 positions of sequence[5, 8], which has fewer"
}
