//! NAS-Bench-ASR (Mehrotra et al., ICLR 2021): 13,824 cells for speech.

/// A convolution over time and a ReLU.
op conv_relu(c: int, kernel: int = 1, stride: int = 1, dilation: int = 1, groups: int = 1) =
  conv1d(c, kernel, stride: stride, dilation: dilation, groups: groups, bias: true)
    -> clipped_relu(20)

/// The main edge, which leads from each node to the next.
op main(c: int) = oneof {
  linear:  conv_relu(c)
  conv5:   conv_relu(c, 5, groups: 100)
  conv5d2: conv_relu(c, 5, dilation: 2, groups: 100)
  conv7:   conv_relu(c, 7, groups: 100)
  conv7d2: conv_relu(c, 7, dilation: 2, groups: 100)
  zero
}

/// The edge that may lead from any earlier node too.
op skip = oneof { zero, identity }

/// Three nodes behind the input. Each sums a main edge from the last node and skips from all.
cell Cell(x: sequence, c: int) {
  let nodes = [x]
  for node in 1..=3 {
    let skips = for from in nodes { from -> skip }
    nodes += sum(nodes.last -> main(c), skips)
  }
  nodes.last -> layer_norm(epsilon: 1e-3)
}

/// Channels, stride and cells of the four blocks.
const BLOCKS = [[600, 1, 3], [800, 1, 4], [1000, 2, 5], [1200, 2, 6]]

// allow N0906: as published
/// The published network but for its LSTM, which has 3,402,000 parameters and gives the last layer 500 features for 1,200.
/// Its convolutions look further back than ahead.
space NasBenchAsr(length: int = 300, classes: int = 48) {
  input x: sequence[length, 80]
  let cell = Cell
  x -> for [c, stride, n] in BLOCKS {
    conv_relu(c, 8, stride) -> layer_norm(epsilon: 1e-3) -> repeat(n) { cell(c) }
  }
    -> linear(classes)
}

/// The main edge of a graph. Without biases nothing comes of nothing.
op vertex(c: int) = oneof {
  linear:  conv1d(c, 1)
  conv5:   conv1d(c, 5)
  conv5d2: conv1d(c, 5, dilation: 2)
  conv7:   conv1d(c, 7)
  conv7d2: conv1d(c, 7, dilation: 2)
  zero
}

/// A cell as the graph by which the authors tell cells apart: its vertices are the operations of the main edges, and a skip
/// leads from a vertex, not from the sum of what leads to its node.
cell Graph(x: sequence, c: int) {
  let vertices = [x]
  let sums = [x]
  for node in 1..=3 {
    let value = sums.last -> vertex(c)
    let skips = for from in vertices { from -> skip }
    sums += sum(value, skips)
    vertices += value
  }
  sums.last
}

// allow N0906: as published
/// The graphs by themselves: 8,242 different ones, as published.
space NasBenchAsrGraphs(c: int = 8, length: int = 32) {
  input x: sequence[length, c]
  let cell = Graph
  x -> cell(c)
}
