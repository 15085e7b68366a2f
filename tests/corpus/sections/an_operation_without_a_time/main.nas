// Every operation that may be taken was measured.
device phone {
  description: "one core, float32, median of 100 runs"
  table: "phone.csv"
}
space Tiny {
  input x: vector[4]
  x -> linear(8) -> maybe relu() -> linear(10)
  require latency(phone) <= 1ms  //~ N0414 "the table of `phone` has no time for `relu() of vector[8]`"
}
