//! NAS-Bench-101 (Ying et al., ICML 2019): 423,624 cells of up to seven vertices and nine edges, on CIFAR-10.

use std::blocks::{conv_bn_relu, total}

/// How many edges a cell has at most.
const MOST_EDGES = 9

/// A cell as a graph: how many vertices are between the input and the output, and for each of five and the output, the
/// sixth, an entry per vertex before it, 1 where an edge leads from there. Every vertex lies on a path from the input,
/// vertex 0, to the output.
fn graph {
  let interior = oneof 0..=5
  let rows = for vertex in 1..=6 {
    for from in 0..vertex {
      // The output, vertex 6, is always there; its edges come from the vertices that are.
      let edge = if max(from, vertex % 6) <= interior { oneof [0, 1] } else { 0 }
      edge
    }
  }
  let degrees = for row in rows { total(row) }
  for vertex in 1..=5 {
    let behind = for later in vertex..6 { rows[later][vertex] }
    require vertex <= interior implies 1 <= degrees[vertex - 1] and 1 <= total(behind)
  }
  require 1 <= degrees[5]
  require total(degrees) <= MOST_EDGES
  [[interior], rows]
}

/// The channels of the five vertices: those before the output share its channels, the first of them with one more where
/// that does not divide; any other has as many as the widest that it leads to.
fn widths(c: int, rows: [[int]]) {
  let output = rows[5]
  let shares = total(output[1..])
  let share = floor(c / max(1, shares))
  let widths = []
  for back in 0..5 {
    let vertex = 5 - back
    let earlier = total(output[1..vertex])
    let ahead = for later in vertex..5 { rows[later][vertex] * widths[4 - later] }
    widths += if output[vertex] == 1 {
      if earlier < c % max(1, shares) { share + 1 } else { share }
    } else {
      max(1, ahead)
    }
  }
  for vertex in 1..=5 { widths[5 - vertex] }
}

/// The published cell: vertices sum what leads to them, the output concatenates; from the input an edge is a projection.
cell Cell(x: image, c: int) {
  let [sizes, rows] = graph()
  let interior = sizes[0]
  let channels = widths(c, rows)
  let values = [x]
  for vertex in 1..=5 {
    if vertex <= interior {
      let width = channels[vertex - 1]
      let taken = []
      for from in 0..vertex {
        if rows[vertex - 1][from] == 1 {
          taken += if from == 0 {
            x -> conv_bn_relu(width, 1)
          } else {
            values[from] -> slice(to: width)
          }
        }
      }
      values += sum(taken) -> oneof {
        conv3x3:    conv_bn_relu(width)
        conv1x1:    conv_bn_relu(width, 1)
        maxpool3x3: max_pool(3)
      }
    }
  }
  let output = rows[5]
  let parts = []
  for from in 1..=5 { if output[from] == 1 { parts += values[from] } }
  let joined = []
  if 1 <= total(output[1..]) { joined += concat(parts) }
  if output[0] == 1 { joined += x -> conv_bn_relu(c, 1) }
  sum(joined)
}

/// The published network: three stacks of `n` cells; the channels double where the sides halve.
space NasBench101(c: int = 128, n: int = 3, size: int = 32, classes: int = 10) {
  input x: image[3, size, size]
  let cell = Cell
  x -> conv_bn_relu(c)
    -> repeat(n) { cell(c) }
    -> max_pool(2, stride: 2, padding: 0)
    -> repeat(n) { cell(2 * c) }
    -> max_pool(2, stride: 2, padding: 0)
    -> repeat(n) { cell(4 * c) }
    -> global_avg_pool() -> linear(classes)
}

/// A cell whose vertices all keep the shape, and whose output sums.
cell Plain(x: image) {
  let [sizes, rows] = graph()
  let interior = sizes[0]
  let values = [x]
  for vertex in 1..=5 {
    if vertex <= interior {
      let taken = []
      for from in 0..vertex { if rows[vertex - 1][from] == 1 { taken += values[from] } }
      values += sum(taken) -> oneof {
        conv3x3:    conv_bn_relu(x.channels)
        conv1x1:    conv_bn_relu(x.channels, 1)
        maxpool3x3: max_pool(3)
      }
    }
  }
  let taken = []
  for from in 0..=5 { if rows[5][from] == 1 { taken += values[from] } }
  sum(taken)
}

/// The cells by themselves, as graphs: without widths and an order of what the output joins, two cells are the same network
/// exactly if they are isomorphic, and there are the published 423,624.
space NasBench101Cells(c: int = 8, size: int = 8) {
  input x: image[c, size, size]
  let cell = Plain
  x -> cell
}
