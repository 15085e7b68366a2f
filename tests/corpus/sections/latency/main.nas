// A latency is the sum of the measured times.
//@ count Tiny = 2
//@ feasible Tiny = 1
device phone {
  description: "one core, float32, median of 100 runs"
  table: "phone.csv"
}
space Tiny {
  input x: vector[4]
  x -> linear(8) -> maybe relu() -> linear(10)  //~ N0904 "the constraints leave `maybe` one value: skip"
  require latency(phone) <= 0.8ms
}
