// Without affine parameters batch normalisation has none.
//@ params Tiny = 0
space Tiny {
  input x: vector[10]
  x -> batch_norm(affine: false)
}
