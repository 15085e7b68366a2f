//! The recurrent cell of DARTS (Liu et al., ICLR 2019, section 3.1 and appendix A.1.2), for language models on Penn Treebank.

use std::recurrent::{gated, highway, scan}

/// The four activations on an edge.
block edge(state: vector, gate: vector, candidate: vector) {
  let act = oneof {
    tanh:     highway(act: tanh())
    relu:     highway(act: relu())
    sigmoid:  highway(act: sigmoid())
    identity: highway(act: identity())
  }
  act(state, gate, candidate)
}

/// A first state from the word and the state before, and eight nodes that each follow one earlier state. All edges into a
/// node share its weights. The result is the mean of the nodes. `norm` stands behind every state.
cell Step(x: vector, state: vector, norm: op) {
  let c = state.features
  let [gate, candidate] = concat(x, state) -> linear(2 * c, bias: false) -> gated()
  let states = [highway(state, gate, candidate, tanh()) -> norm]
  for node in 1..9 {
    let weights = tied(linear(2 * c, bias: false))
    let edges = pick 1 of for from in 0..node {
      let [gate, candidate] = states[from] -> weights -> gated()
      edge(states[from], gate, candidate)
    }
    states += sum(edges) -> norm
  }
  mean(states[1..])
}

/// A language model: one table of vectors reads and predicts `length` words, and the cell steps through them from a state of
/// zeros. The published network is trained with `length: 35`. The published search has `features: 300, normalize: true` too, a
/// batch normalisation behind every state.
space DartsRecurrent(
  features: int = 850,
  length: int = 5,
  vocabulary: int = 10000,
  normalize: bool = false,
) {
  input x: tokens[length]
  let words = tied(embedding(vocabulary, features))
  let vectors = x -> words
  let zeros = vectors -> position(0) -> zero()
  scan(vectors, zeros, Step(norm: if normalize { batch_norm(affine: false) } else { identity() }))
    -> words -> bias()
}
