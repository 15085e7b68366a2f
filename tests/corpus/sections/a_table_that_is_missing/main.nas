// A table can be read.
device phone {
  description: "one core, float32, median of 100 runs"
  table: "phone.csv"  //~ N0103 "the table `phone.csv` cannot be read: there is no such file"
}
