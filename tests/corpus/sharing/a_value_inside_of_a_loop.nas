// Numbers are no different from operations: new in every turn.
//@ count Tiny = 9
//@ paths Tiny = layer0.k, layer1.k
space Tiny {
  input x: image[1, 4, 4]
  x -> repeat(2) {
    let k = oneof [1, 3, 5]
    conv(1, k)
  }
}
