// A task may have the name of a definition: sections are named apart.
//@ count Tiny = 1
space Tiny {
  input x: vector[4]
  x -> digits()
}
op digits() = relu()
