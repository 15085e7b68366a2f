// Memory is compared with bytes; KB is 1000 of them and KiB 1024.
//@ feasible Tiny = 1
space Tiny {
  input x: vector[250]
  x -> relu()
  require memory <= 2KB and memory < 2KiB and memory >= 2000B  //~ N0905 "every architecture of `Tiny` meets `memory <= 2KB`"  //~ N0905 "every architecture of `Tiny` meets `memory < 2KiB`"  //~ N0905 "every architecture of `Tiny` meets `memory >= 2000B`"
}
