// A residual keeps the input alive until it is added.
//@ memory Tiny = 48
space Tiny {
  input x: image[1, 2, 2]
  sum(x, x -> relu())
}
