//! The recurrent cell of ENAS (Pham et al., ICML 2018, section 2.1), for language models on Penn Treebank.

use std::blocks::{among}
use std::recurrent::{gated, highway, scan}

/// The four activations of a node.
block node(state: vector, gate: vector, candidate: vector) {
  let act = oneof {
    tanh:     highway(act: tanh())
    relu:     highway(act: relu())
    identity: highway(act: identity())
    sigmoid:  highway(act: sigmoid())
  }
  act(state, gate, candidate)
}

/// Twelve nodes: the first follows the state before, every other an earlier node. The result is the mean of those that no
/// node follows.
cell Step(x: vector, state: vector) {
  let c = state.features
  let [gate, candidate] = concat(x, state) -> linear(2 * c, bias: false) -> gated()
  let nodes = [node(state, gate, candidate)]
  let used = []
  for i in 1..12 {
    let from = if i == 1 { 0 } else { oneof 0..i }
    used += from
    let taken = []
    for earlier in 0..i { if from == earlier { taken += nodes[earlier] } }
    let [gate, candidate] = taken.last -> linear(2 * c, bias: false) -> gated()
    nodes += node(taken.last, gate, candidate)
  }
  let loose = []
  for i in 0..12 { if not among(i, used) { loose += nodes[i] } }
  mean(loose)
}

/// A language model: one table of vectors reads and predicts `length` words, and the cell steps through them from a state of
/// zeros. The published network is trained with `length: 35`.
space EnasRecurrent(features: int = 748, length: int = 5, vocabulary: int = 10000) {
  input x: tokens[length]
  let words = tied(embedding(vocabulary, features))
  let vectors = x -> words
  scan(vectors, vectors -> position(0) -> zero(), Step) -> words
}
