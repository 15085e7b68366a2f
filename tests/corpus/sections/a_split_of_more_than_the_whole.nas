// The shares are at most the whole.
task digits = classification {
  data: digits()
  split: { train: 70%, valid: 20%, test: 20% }  //~ N0505 "these shares are more than the whole"
}
