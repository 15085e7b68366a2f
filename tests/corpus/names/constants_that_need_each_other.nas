// Constants do not go round in circles.
space Tiny {
  input x: vector[4]
  x -> linear(a)
}
const a = b + 1
const b = a + 1  //~ N0109 "`a` needs its own value"
