// A constraint on arguments of the space decides nothing, and is no waste.
space Tiny(c: int = 8) {
  input x: image[1, 4, 4]
  x -> conv(c * oneof [1, 2])
  require c % 8 == 0
}
