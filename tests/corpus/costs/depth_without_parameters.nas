// A normalisation without parameters adds no depth.
//@ depth Tiny = 0
space Tiny {
  input x: image[3, 8, 8]
  x -> batch_norm(affine: false) -> relu()
}
