// A range goes forwards.
space Tiny {
  input x: vector[4]
  for i in 5..2 { let y = i }  //~ N0205 "this range goes backwards, from 5 to 2"
  x
}
