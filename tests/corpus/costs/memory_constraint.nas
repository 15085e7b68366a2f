// Memory is compared with amounts of memory.
//@ feasible Tiny = 2
space Tiny {
  input x: image[1, 16, 16]
  let width = oneof [1, 2, 4]  //~ N0903 "no feasible architecture takes 4"
  x -> conv(width)
  require memory <= 3KiB
}
