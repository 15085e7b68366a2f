// A function has arguments.
space Tiny {
  input x: vector[4]
  let round = oneof [1, 2]
  x -> linear(floor)  //~ N0101 "`floor` is a function and no value" help "write `floor(…)`"
  require latency <= 5ms  //~ N0101 "`latency` is a function and no value" help "write `latency(device)`"
  require round == 1
}
