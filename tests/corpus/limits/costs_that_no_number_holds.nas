// Each operation fits, but all of them together have more parameters than 64 bits hold: they are as many as there can be.
space Tiny {
  input x: vector[3000000000]
  x -> linear(3000000000) -> linear(3000000000)
  require params <= 5M  //~ N0404 "no architecture of `Tiny` meets `params <= 5M`"
}
