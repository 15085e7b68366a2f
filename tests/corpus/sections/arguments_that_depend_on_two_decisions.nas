// Arguments of an operation depend on one decision in a differentiable search; a size that never differs on none.
space Two {
  input x: image[1, 8, 8]
  let kernel = oneof [1, 3]
  let dilation = oneof [1, 2]
  x -> conv(4, kernel, dilation: dilation) -> global_avg_pool() -> linear(10)
}

space One {
  input x: image[1, 8, 8]
  x -> oneof { local: conv(4, oneof [1, 3]), wide: conv(4, oneof [3, 5]) }
    -> resize([x.height, x.width])
    -> oneof { local: conv(4, oneof [1, 3]), same: conv(4) }
    -> global_avg_pool() -> linear(10)
}

task digits = classification { data: digits() }

search two {
  space: Two
  task: digits
  strategy: darts(epochs: 1)  //~ N0508 "`darts` cannot relax `dilation`: the arguments of `conv` also depend on `kernel`"
  estimator: train(epochs: 1)
  maximize accuracy
}

search one {
  space: One
  task: digits
  strategy: darts(epochs: 1)
  estimator: train(epochs: 1)
  maximize accuracy
}
