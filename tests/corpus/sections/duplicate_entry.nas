// An entry is given once.
train short {
  epochs: 3
  batch: 32
  epochs: 4  //~ N0509 "`epochs` is given twice"
}
