// A type is one of the language's.
space Tiny {
  input x: vector[4]
  x -> a(3)
}
block a(x: vector, n: integer) { x -> linear(n) }  //~ N0101 "there is no type `integer`"
