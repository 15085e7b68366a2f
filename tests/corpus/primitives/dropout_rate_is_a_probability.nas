// A rate is at most 1.
space Tiny {
  input x: vector[10]
  x -> dropout(150%)  //~ N0205 "`rate` must be from 0 to 1, not 1.5"
}
