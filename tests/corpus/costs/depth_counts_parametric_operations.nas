// The depth is the longest path, counted in operations with parameters.
//@ depth Tiny = 3
space Tiny {
  input x: image[3, 8, 8]
  sum(x -> conv(3) -> batch_norm() -> relu() -> conv(3), x -> conv(3))
}
