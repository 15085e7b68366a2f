//! NAS-Bench-201 (Dong & Yang, ICLR 2020): 15,625 cells on CIFAR-10.
use std::blocks::{relu_conv_bn, residual_reduction as rr}

/// The five operations on every edge.
op edge(c: int) = oneof {
  none:         zero()
  skip_connect: identity()
  nor_conv_1x1: relu_conv_bn(c, kernel: 1)
  nor_conv_3x3: relu_conv_bn(c, kernel: 3)
  avg_pool_3x3: avg_pool(3, padding: 1)
}

/// Four nodes, an operation on each of the six edges.
cell Cell(x: image, c: int) {
  let nodes = [x]
  for _ in 1..4 {
    nodes += sum(for n in nodes { n -> edge(c) })
  }
  nodes.last
}

space NasBench201(c: int = 16, n: int = 5, classes: int = 10) {
  input x: image[3, 32, 32]
  let searched = Cell  // one set of decisions, used at every place below
  x -> conv(c, 3) -> batch_norm()
    -> repeat(n) { searched(c) }
    -> residual_reduction(2 * c)
    -> repeat(n) { searched(2 * c) }
    -> batch_norm() -> relu() -> global_avg_pool() -> linear(classes)
}

block mb_conv(x: image, c: int, stride: int, se: bool) {
  let k = oneof [3, 5, 7]
  let e = oneof 16..=64 step 16
  let [a, b] = [x, x]
  if k == 3 and not se { x -> conv(c, k) } else if e > -3 { x } else { maybe conv(c, 3) }
  pick 1..=3 of [a, b][0..]
}

space Tiny {
  input x: image[1, 8, 8]
  let width = oneof [8, 12, 16]
  let depth = oneof 1..=3
  x -> conv(width, 3) -> bn_relu
    -> repeat(depth) {
      oneof { conv: conv(width, 3) -> bn_relu, sep: sep_conv(width, 3), skip: identity() }
    }
    -> global_avg_pool() -> linear(10)

  require params <= 12k
  require count(sep) >= 1
  require macs <= 400k else "must run on the microcontroller"
}

task digits = classification {
  data: digits()  // embedded, real: 1,797 hand-written digits
  split: { train: 70%, valid: 15%, test: 15% }
}

search quick {
  space: Tiny
  task: digits
  strategy: regularized_evolution(population: 16, tournament: 4)
  estimator: train(epochs: 4)
  maximize accuracy
  minimize params
  budget: 64 trials
  seed: 7
}
