// Values of sections are checked as arguments are.
task digits = classification {
  data: digits(path: "x")  //~ N0106 "`digits` has no parameter `path`"
  split: { train: 150%, valid: 10% }  //~ N0205 "`train` must be from 0 to 1"
  augment: crop()  //~ N0201 "`augment` takes a list of augmentations"
  normalize: 1  //~ N0201 "`normalize` takes `true` or `false`"
}
train short {
  epochs: 0  //~ N0205 "`epochs` must be at least 1"
  optimizer: sgd(0.1, lr: 0.2)  //~ N0212 "`lr` is given twice"
  schedule: step()  //~ N0202 "`step` needs a value for `every`"
  augment: [flip(1)]  //~ N0203 "`flip` has only 0 parameters"
}
search quick {
  space: Tiny
  strategy: random(by: "luck")  //~ N0201 "`by` takes "
  estimator: table(file: 3)  //~ N0201 "`file` takes a text"
  maximize accuracy
  budget: 3 epochs  //~ N0201 "`budget` takes trials or a time"
}
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
