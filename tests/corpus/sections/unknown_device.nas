// A latency is that of a device of the file.
space Tiny {
  input x: vector[4]
  x -> linear(8)
  require latency(phone) <= 1ms  //~ N0504 "there is no device `phone`"
}
