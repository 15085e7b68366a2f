// A number of parameters is no time.
space Tiny {
  input x: vector[4]
  x -> linear(4)
  require params <= 10ms  //~ N0206 "`<=` does not apply to int and duration"
}
