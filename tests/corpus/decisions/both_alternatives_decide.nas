// Each alternative has its own decisions: 3 + 2.
//@ count Tiny = 5
space Tiny {
  input x: image[1, 4, 4]
  x -> oneof {
    conv: conv(1, oneof [1, 3, 5])
    pool: max_pool(oneof [1, 3])
  }
}
