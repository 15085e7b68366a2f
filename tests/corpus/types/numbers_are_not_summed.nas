// A merge takes tensors, not numbers.
space Tiny {
  input x: vector[4]
  let n = sum([1, 2])  //~ N0203 "`sum` has no parameters"
  x -> linear(n)
}
