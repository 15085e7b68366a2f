// What `maybe` leaves out decides nothing: 1 + 3.
//@ count Tiny = 4
space Tiny {
  input x: image[1, 4, 4]
  x -> maybe conv(1, oneof [1, 3, 5])
}
