//! Vision transformers (Dosovitskiy et al., ICLR 2021).

/// Multi-layer perceptron of every position.
block mlp(x: sequence, hidden: int) {
  x -> linear(hidden) -> gelu() -> linear(x.features)
}

/// Attention and a perceptron, each behind a layer norm and beside a shortcut (equations 2 and 3). Heads attend in
/// `head_dim` features each.
block encoder(x: sequence, heads: int, head_dim: int, hidden: int) {
  let y = sum(x, x -> layer_norm(epsilon: 1e-6) -> attention(heads, head_dim: head_dim))
  sum(y, y -> layer_norm(epsilon: 1e-6) -> mlp(hidden))
}

/// A class token and a sequence of patches, with their positions (equation 1).
op patches(patch: int, features: int) =
  conv(features, patch, stride: patch, padding: 0, bias: true) -> to_sequence() -> class_token()
    -> position_embedding()

/// Classifies by the class token (equation 4).
op head(classes: int) = layer_norm(epsilon: 1e-6) -> position(0) -> linear(classes)

/// ViT-B/16. ViT-L has `depth: 24, features: 1024, heads: 16`.
space ViT(
  depth: int = 12,
  features: int = 768,
  heads: int = 12,
  patch: int = 16,
  size: int = 224,
  classes: int = 1000,
) {
  input x: image[3, size, size]
  x -> patches(patch, features)
    -> repeat(depth) { encoder(heads, features / heads, 4 * features) }
    -> head(classes)
}
