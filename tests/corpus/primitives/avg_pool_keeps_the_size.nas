// An odd pool keeps the size at stride 1.
//@ shape Tiny = image[3, 8, 8]
//@ args Tiny first avg_pool = kernel: 3, stride: 1, padding: 1
space Tiny {
  input x: image[3, 8, 8]
  x -> avg_pool(3)
}
