//! A bounded einspace (Ericsson et al., NeurIPS 2024): a grammar of modules that are computations, or follow each other, branch
//! and merge, or route what they see to another view of it.
//!
//! Every rule keeps the resolution of an image and the length of a sequence, and says how many features come out, so each
//! derivation composes. The original tries rules until the shapes fit. Branches are two or four, not eight; windows are of
//! 1x1 or 3x3 pixels, and of `patch` once in front.

// Sequences: the original's mode `col`

/// A computation that gives `out` features. Only a linear map changes their number.
block compute(x: sequence, out: int) {
  if x.features == out {
    oneof {
      identity:   x
      linear:     x -> linear(out)
      norm:       x -> layer_norm()
      leaky_relu: x -> leaky_relu()
      softmax:    x -> softmax()
      position:   x -> position_embedding()
    }
  } else {
    x -> linear(out)
  }
}

/// A module whose decisions all branches share.
cell Columns(x: sequence, out: int, depth: int) {
  x -> columns(out, depth)
}

/// How similar any two positions are, by the product of what two modules see.
block scores(x: sequence, depth: int) {
  let [left, right] = [x -> columns(x.features, depth), x -> columns(x.features, depth)]
  let product = oneof {
    dot:        left -> matmul(right -> transpose())
    scaled_dot: left -> matmul(right -> transpose(), scaled: true)
  }
  product -> oneof { identity: identity(), softmax: softmax() }
}

/// Two branches that see the same: their sum, or the product of one that gives similarities with the other.
block pair(x: sequence, out: int, depth: int) {
  let right = x -> columns(out, depth)
  if depth == 0 {
    sum(x -> columns(out, depth), right)
  } else {
    oneof {
      add:     sum(x -> columns(out, depth), right)
      product: x -> scores(depth - 1) -> matmul(right)
    }
  }
}

/// Branches of a sequence. Two decide for themselves, four share their decisions, as in the original.
block column_branches(x: sequence, out: int, depth: int) {
  let shared = Columns
  if x.features % 4 == 0 and out % 4 == 0 {
    let [half, quarter] = [x.features / 2, x.features / 4]
    oneof {
      clone2: x -> pair(out, depth)
      clone4: sum(for _ in 0..4 { x -> shared(out, depth) })
      group2: concat(for i in 0..2 {
        x -> slice(i * half, (i + 1) * half) -> columns(out / 2, depth)
      })
      group4: concat(for i in 0..4 {
        x -> slice(i * quarter, (i + 1) * quarter) -> shared(out / 4, depth)
      })
    }
  } else {
    oneof {
      clone2: x -> pair(out, depth)
      clone4: sum(for _ in 0..4 { x -> shared(out, depth) })
    }
  }
}

/// A module of sequences that gives `out` features, with at most `depth` modules around a computation. What is routed is the
/// transposed sequence.
block columns(x: sequence, out: int, depth: int) {
  let inner = depth - 1
  if depth == 0 {
    x -> compute(out)
  } else if x.features == out {
    oneof {
      computation: x -> compute(out)
      sequential:  x -> columns(out, inner) -> columns(out, inner)
      branching:   x -> column_branches(out, inner)
      routing:     x -> transpose() -> columns(x.length, inner) -> transpose()
    }
  } else {
    oneof {
      computation: x -> compute(out)
      sequential:  x -> columns(out, inner) -> columns(out, inner)
      branching:   x -> column_branches(out, inner)
    }
  }
}

// Images: the original's mode `im`

/// A computation of images, which keeps their channels.
block compute_image(x: image) {
  oneof {
    identity:   x
    norm:       x -> batch_norm()
    leaky_relu: x -> leaky_relu()
    softmax:    x -> softmax()
    position:   x -> to_sequence() -> position_embedding() -> to_image(x.height)
  }
}

/// A module whose decisions all branches share.
cell Images(x: image, depth: int) {
  x -> images(depth)
}

/// Branches of an image, by its channels.
block image_branches(x: image, depth: int) {
  let shared = Images
  if x.channels % 4 == 0 {
    let [half, quarter] = [x.channels / 2, x.channels / 4]
    oneof {
      clone2: sum(for _ in 0..2 { x -> images(depth) })
      clone4: sum(for _ in 0..4 { x -> shared(depth) })
      group2: concat(for i in 0..2 { x -> slice(i * half, (i + 1) * half) -> images(depth) })
      group4: concat(for i in 0..4 { x -> slice(i * quarter, (i + 1) * quarter) -> shared(depth) })
    }
  } else {
    oneof {
      clone2: sum(for _ in 0..2 { x -> images(depth) })
      clone4: sum(for _ in 0..4 { x -> shared(depth) })
    }
  }
}

/// A module of images, with at most `depth` modules around a computation. What is routed are windows, each a position of a
/// sequence.
block images(x: image, depth: int) {
  let inner = depth - 1
  if depth == 0 {
    x -> compute_image
  } else {
    oneof {
      computation: x -> compute_image
      sequential:  x -> images(inner) -> images(inner)
      branching:   x -> image_branches(inner)
      routing:     x -> (oneof { im2col_1k: to_sequence(), im2col_3k: unfold(3) })
        -> columns(x.channels, inner) -> to_image(x.height)
    }
  }
}

/// Patches of `patch` x `patch` pixels with `c` channels, and a module of at most `depth` more around a computation.
space Einspace(
  depth: int = 2,
  c: int = 16,
  patch: int = 4,
  channels: int = 3,
  size: int = 32,
  classes: int = 10,
) {
  input x: image[channels, size, size]
  x -> unfold(patch, stride: patch, padding: 0) -> linear(c) -> to_image(floor(size / patch))
    -> images(depth)
    -> global_avg_pool() -> linear(classes)
}
