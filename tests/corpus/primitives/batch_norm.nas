// Batch normalisation has a scale and a shift per channel; running statistics are no parameters.
//@ shape Tiny = image[3, 8, 8]
//@ params Tiny = 6
//@ macs Tiny = 0
space Tiny {
  input x: image[3, 8, 8]
  x -> batch_norm()
}
