// An argument is of its parameter's type.
space Tiny {
  input x: vector[4]
  x -> a("four")  //~ N0201 "`n` takes int, not str"
    -> a(4.5)
}
block a(x: vector, n: int) { x -> linear(n) }
