// There is something to train on and something to judge by.
task one = classification {
  data: digits()
  split: { train: 100% }  //~ N0505 "`train` and `valid` need a share each"
}
task two = classification {
  data: digits()
  split: { valid: 50%, test: 50% }  //~ N0505 "`train` and `valid` need a share each"
}
