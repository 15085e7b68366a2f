// A table has the columns it needs.
device phone {
  description: "one core, float32, median of 100 runs"
  table: "phone.csv"  //~ N0103 "the table `phone.csv` cannot be read: it has no column `ms`"
}

space Tiny {
  input x: vector[4]
  x -> linear(oneof [8, 16])
  require latency(phone) <= 1ms
}
