// In a chain two activations of 4 * 4 bytes are alive at a time.
//@ memory Tiny = 32
space Tiny {
  input x: image[1, 2, 2]
  x -> relu() -> relu() -> relu()
}
