// What takes exactly the time is in time.
//@ feasible Tiny = 2
device phone {
  description: "one core, float32, median of 100 runs"
  table: "phone.csv"
}
space Tiny {
  input x: vector[4]
  x -> linear(8) -> maybe relu() -> linear(10)
  require latency(phone) <= 0.875ms  //~ N0905 "every architecture of `Tiny` meets `latency(phone) <= 0.875ms`"
}
