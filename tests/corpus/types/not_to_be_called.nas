// Only operations and functions are called.
space Tiny {
  input x: vector[4]
  let n = 3
  x -> linear(n(4))  //~ N0204 "an int cannot be applied"
}
