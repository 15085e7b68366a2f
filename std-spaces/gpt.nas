//! Decoders of text in the manner of GPT-2 (Radford et al. 2019).

/// Multi-layer perceptron of every position.
block mlp(x: sequence, hidden: int) {
  x -> linear(hidden) -> gelu() -> linear(x.features)
}

/// Attention to earlier positions and a perceptron, each behind a layer norm and beside a shortcut.
block decoder(x: sequence, heads: int, hidden: int) {
  let y = sum(x, x -> layer_norm() -> attention(heads, causal: true))
  sum(y, y -> layer_norm() -> mlp(hidden))
}

/// GPT-2 small. Medium has `depth: 24, features: 1024, heads: 16`, large `depth: 36, features: 1280, heads: 20`, XL
/// `depth: 48, features: 1600, heads: 25`. One table of vectors reads tokens and predicts the next.
space Gpt2(
  depth: int = 12,
  features: int = 768,
  heads: int = 12,
  length: int = 1024,
  vocabulary: int = 50257,
) {
  input x: tokens[length]
  let words = tied(embedding(vocabulary, features))
  x -> words -> position_embedding()
    -> repeat(depth) { decoder(heads, 4 * features) }
    -> layer_norm() -> words
}

/// A small decoder whose depth, width, heads and perceptrons are searched, with a prediction of its own for every position.
space SearchedGpt(length: int = 64, vocabulary: int = 256) {
  input x: tokens[length]
  let features = oneof [64, 128, 192, 256]
  let depth = oneof 2..=6
  x -> embedding(vocabulary, features) -> position_embedding()
    -> for layer in 0..depth {
      let heads = oneof [2, 4, 8]
      let ratio = oneof [2, 3, 4]
      decoder(heads, ratio * features)
    }
    -> layer_norm() -> linear(vocabulary, bias: false)
}
