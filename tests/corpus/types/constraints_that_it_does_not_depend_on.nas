// It breaks whatever the constraint asks of the others.
space Fixed {
  input x: image[8, 8, 1]
  let a = oneof [1, 2]
  let b = oneof [1, 2]
  x -> avg_pool(2, stride: 2, padding: 0) -> conv(8 * a) -> conv(8 * b)  //~ N0302
  require a == 1 implies b == 2
}
