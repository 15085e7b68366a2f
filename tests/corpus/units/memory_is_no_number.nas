// Memory is not compared with a mere number.
space Tiny {
  input x: vector[4]
  x -> linear(4)
  require memory <= 1000  //~ N0206 "`<=` does not apply to bytes and int"
}
