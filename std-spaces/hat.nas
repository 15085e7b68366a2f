//! Hardware-aware transformers (Wang et al., ACL 2020): translation with elastic widths, heads and depth, and decoder layers
//! that see up to three encoder layers.

/// The features in which all heads of an attention compute.
const inner = 512

/// Perceptron of every position.
block mlp(x: sequence, hidden: int) {
  x -> linear(hidden) -> relu() -> linear(x.features)
}

/// Attention and a perceptron, each beside a shortcut and before a layer norm.
block encoder_layer(x: sequence, hidden: int, heads: int) {
  let y = sum(x, x -> attention(heads, head_dim: inner / heads)) -> layer_norm()
  sum(y, y -> mlp(hidden)) -> layer_norm()
}

/// Attention to earlier positions, to the encoder, and a perceptron.
block decoder_layer(x: sequence, memory: sequence, hidden: int, heads: int, cross_heads: int) {
  let y = sum(x, x -> attention(heads, head_dim: inner / heads, causal: true)) -> layer_norm()
  let z = sum(y, y -> cross_attention(memory, cross_heads, head_dim: inner / cross_heads))
    -> layer_norm()
  sum(z, z -> mlp(hidden)) -> layer_norm()
}

/// The first features of every position.
op first(features: int) = slice(to: features)

/// Zeros behind the features of every position, up to so many.
block padded(x: sequence, to: int) {
  if x.features == to { x } else { concat(x, x -> slice(to: to - x.features) -> zero()) }
}

/// Tokens as vectors with their positions.
block embedded(x: tokens, words: op, features: int) {
  x -> words -> first(features) -> scale(sqrt(features)) -> position_encoding()
}

/// Encoder and decoder. One table of vectors serves both languages and the prediction; a narrower side uses the first
/// features of it.
block transformer(source: tokens, target: tokens, hidden: list, heads: list, vocabulary: int) {
  let encoder_features = oneof [640, 512]
  let decoder_features = oneof [640, 512]
  let width = max(encoder_features, decoder_features)
  let words = tied(embedding(vocabulary, width))
  let encoded = [embedded(source, words, encoder_features)]
  for encoder in 0..6 {
    let ffn = oneof hidden
    let self_heads = oneof heads
    encoded += encoded.last -> encoder_layer(ffn, self_heads)
  }
  let depth = oneof 1..=6
  embedded(target, words, decoder_features)
    -> for decoder in 0..depth {
      let ffn = oneof hidden
      let self_heads = oneof heads
      let cross_heads = oneof heads
      // As many of the last encoder layers as are seen, one behind the other.
      let seen = oneof 1..=3
      let memory = [encoded[6]]
      if seen >= 2 { memory += encoded[5] }
      if seen >= 3 { memory += encoded[4] }
      decoder_layer(
        memory: append(memory),
        hidden: ffn,
        heads: self_heads,
        cross_heads: cross_heads,
      )
    }
    -> padded(width) -> words
}

/// The space for WMT, as published for English to German with 32,768 joined tokens.
space HatWmt(length: int = 30, vocabulary: int = 32768) {
  input source: tokens[length]
  input target: tokens[length]
  transformer(source, target, [3072, 2048, 1024], [8, 4], vocabulary)
}
