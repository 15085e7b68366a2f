// A split has the shares it has.
task digits = classification {
  data: digits()
  split: { train: 70%, validation: 30% }  //~ N0501 "a `split` has no entry `validation`"
}
