//! Neural architecture search with reinforcement learning (Zoph & Le, ICLR 2017): layers with filters of any shape, and skip
//! connections between any two of them.

/// How often a truth value in a list holds.
fn how_many(values: [bool]) {
  let counts = [0]
  for it in values { counts += if it { counts.last + 1 } else { counts.last } }
  counts.last
}

/// A convolution with the height, the width and the number of its filters.
op layer =
  conv(
    oneof [24, 36, 48, 64],
    [oneof [1, 3, 5, 7], oneof [1, 3, 5, 7]],
  )
    -> batch_norm() -> relu()

/// Convolutions with stride 1. A layer joins the earlier ones that its anchors choose, or takes the image if that is none. The
/// classifier joins the layers that no other takes (section 3.3).
space ZophLe(layers: int = 15, size: int = 32, classes: int = 10) {
  input x: image[3, size, size]
  let outputs = []
  let anchors = []
  for i in 0..layers {
    let taken = []
    let row = for from in 0..i {
      let anchor = oneof [false, true]
      if anchor { taken += outputs[from] }
      anchor
    }
    let joined = if how_many(row) == 0 { x } else { concat(taken) }
    outputs += joined -> layer()
    anchors += [row]
  }
  let loose = []
  for i in 0..layers {
    let uses = for later in i + 1..layers { anchors[later][i] }
    if how_many(uses) == 0 { loose += outputs[i] }
  }
  concat(loose) -> global_avg_pool() -> linear(classes)
}
