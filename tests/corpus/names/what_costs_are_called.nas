// Names that other tools give to costs.
space Tiny {
  input x: vector[4]
  x -> linear(oneof [4, 8])
  require total_params <= 12  //~ N0101 "nothing named `total_params`" help "did you mean `params`?"
  require peak_memory <= 12KB  //~ N0101 "nothing named `peak_memory`" help "did you mean `memory`?"
  require mem <= 12KB  //~ N0101 "nothing named `mem`" help "did you mean `memory`?"
}
