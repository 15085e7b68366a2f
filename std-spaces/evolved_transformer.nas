//! The Evolved Transformer (So et al., ICML 2019), for translation: the network that was found, and the space it was found in.

use std::blocks::{among}

/// A kernel for every feature and a linear map.
block separable(x: sequence, out: int, kernel: int, causal: bool = false) {
  x -> conv1d(x.features, kernel, groups: x.features, causal: causal) -> linear(out)
}

/// Gated linear unit (Dauphin et al. 2017).
block glu(x: sequence) {
  mul(x -> linear(x.features), x -> linear(x.features) -> sigmoid())
}

/// Widens a narrow branch with zeros and adds it to a wide one.
block wide_and_narrow(wide: sequence, narrow: sequence) {
  sum(wide, concat(narrow, wide -> slice(to: wide.features - narrow.features) -> zero()))
}

/// Tokens as vectors with their positions.
op embedded(words: op, features: int) = words -> scale(sqrt(features)) -> position_encoding()

// The published network

/// A cell of the encoder.
block encoder_cell(x: sequence, heads: int) {
  let d = x.features
  let gated = sum(x, x -> layer_norm() -> glu())
  let y = gated -> layer_norm()
  let joined = wide_and_narrow(
    y -> linear(4 * d) -> relu(),
    y -> conv1d(d / 2, 3, bias: true) -> relu(),
  )
  let half = joined -> layer_norm() -> separable(d / 2, 9)
  let branched = sum(gated, concat(half, half -> zero()))
  let attended = sum(branched, branched -> layer_norm() -> attention(heads, bias: false))
  sum(attended, attended -> layer_norm() -> linear(4 * d) -> relu() -> linear(d))
}

/// A cell of the decoder.
block decoder_cell(x: sequence, memory: sequence, heads: int) {
  let d = x.features
  let y = x -> layer_norm()
  let first = sum(
    x,
    y -> attention(max(16, heads), bias: false, causal: true),
    y -> cross_attention(memory, heads, bias: false),
  )
  let z = first -> layer_norm()
  let joined = wide_and_narrow(
    z -> separable(2 * d, 11, true) -> relu(),
    z -> separable(d / 2, 7, true),
  )
  let branched = sum(first, joined -> layer_norm() -> separable(d, 7, true))
  let attended = sum(
    branched,
    branched -> layer_norm() -> attention(heads, bias: false, causal: true),
  )
  let second = sum(
    attended,
    attended -> layer_norm() -> cross_attention(memory, heads, bias: false),
  )
  sum(second, second -> layer_norm() -> linear(4 * d) -> silu() -> layer_norm() -> linear(d))
}

/// The network at its base size, with the 33,288 joined tokens of tensor2tensor for English to German. One table of vectors
/// serves both languages and the prediction. The big one has `features: 1024, heads: 16`.
space EvolvedTransformer(
  features: int = 512,
  heads: int = 8,
  length: int = 32,
  vocabulary: int = 33288,
) {
  input source: tokens[length]
  input target: tokens[length]
  let words = tied(embedding(vocabulary, features))
  let memory = source -> embedded(words, features) -> repeat(3) { encoder_cell(heads) }
    -> layer_norm()
  target
    -> embedded(words, features)
    -> repeat(4) { decoder_cell(memory: memory, heads: heads) }
    -> layer_norm()
    -> words
}

// The space

/// The 25 layers of a branch.
block layer(x: sequence, causal: bool) {
  let c = x.features
  x
    -> oneof {
      standard_conv_1:     conv1d(c, 1, bias: true)
      standard_conv_3:     conv1d(c, 3, causal: causal, bias: true)
      separable_conv_3:    separable(c, 3, causal)
      separable_conv_5:    separable(c, 5, causal)
      separable_conv_7:    separable(c, 7, causal)
      separable_conv_9:    separable(c, 9, causal)
      separable_conv_11:   separable(c, 11, causal)
      lightweight_3_r_1:   lightweight_conv(3, c, causal)
      lightweight_3_r_4:   lightweight_conv(3, c / 4, causal)
      lightweight_3_r_16:  lightweight_conv(3, c / 16, causal)
      lightweight_5_r_1:   lightweight_conv(5, c, causal)
      lightweight_5_r_4:   lightweight_conv(5, c / 4, causal)
      lightweight_5_r_16:  lightweight_conv(5, c / 16, causal)
      lightweight_7_r_1:   lightweight_conv(7, c, causal)
      lightweight_7_r_4:   lightweight_conv(7, c / 4, causal)
      lightweight_7_r_16:  lightweight_conv(7, c / 16, causal)
      lightweight_15_r_1:  lightweight_conv(15, c, causal)
      lightweight_15_r_4:  lightweight_conv(15, c / 4, causal)
      lightweight_15_r_16: lightweight_conv(15, c / 16, causal)
      attention_4:         attention(4, bias: false, causal: causal)
      attention_8:         attention(8, bias: false, causal: causal)
      attention_16:        attention(16, bias: false, causal: causal)
      gated_linear_unit:   glu()
      identity:            identity()
      dead_branch:         zero()
    }
}

/// A branch of a block: an input among the states, a norm, a layer and an activation.
block branch(x: sequence, inner: op) {
  let norm = oneof { layer_norm: layer_norm(), none: identity() }
  let act = oneof { swish: silu(), relu: relu(), leaky_relu: leaky_relu(), none: identity() }
  x -> norm -> inner -> act
}

/// Joins the branches of a block.
block combined(left: sequence, right: sequence) {
  let combiner = oneof { add: sum(), concat: concat() -> linear(left.features), multiply: mul() }
  combiner(left, right)
}

/// Two-branched blocks, each from any earlier states. The result is the sum of those that no block starts from.
cell Cell(x: sequence, blocks: int, inner: op) {
  let states = [x]
  let used = []
  for i in 1..=blocks {
    let ends = for side in 0..2 {
      let from = if i == 1 { 0 } else { oneof 0..i }
      used += from
      let taken = []
      for earlier in 0..i { if from == earlier { taken += states[earlier] } }
      branch(taken.last, inner)
    }
    states += combined(ends)
  }
  let loose = []
  for i in 1..=blocks { if not among(i, used) { loose += states[i] } }
  sum(loose)
}

/// Attention to the encoder.
block attend(x: sequence, memory: sequence) {
  x -> cross_attention(memory, 8, bias: false)
}

/// A layer of the decoder: one of the 25, or attention to the encoder.
block decoder_layer(x: sequence, memory: sequence) {
  x -> oneof { attend_to_encoder: attend(memory: memory), other: layer(true) }
}

// allow N0906: as published
/// One to six cells of six blocks in the encoder, and of eight in the decoder. In the paper a branch also chooses one of ten
/// widths, and a narrower one is padded: that is left out, so that every state is as wide as the input, and what is joined is
/// brought back to that. So 28 choices of ten are missing from 7.30 * 10^115.
space EvolvedTransformerSearch(features: int = 512, length: int = 32, vocabulary: int = 33288) {
  input source: tokens[length]
  input target: tokens[length]
  let words = tied(embedding(vocabulary, features))
  let encoder = Cell(blocks: 6, inner: layer(false))
  let decoder = Cell
  let encoder_cells = oneof 1..=6
  let decoder_cells = oneof 1..=6
  let memory = source -> embedded(words, features) -> repeat(encoder_cells) { encoder }
    -> layer_norm()
  target
    -> embedded(words, features)
    -> repeat(decoder_cells) { decoder(8, decoder_layer(memory: memory)) }
    -> layer_norm()
    -> words
}
