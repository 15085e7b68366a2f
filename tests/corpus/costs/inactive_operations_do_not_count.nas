// An operation of an alternative that is not taken does not count.
//@ params Tiny op=conv = 9
//@ params Tiny op=skip = 0
//@ layers Tiny op=skip = input identity
space Tiny {
  input x: image[1, 2, 2]
  x -> oneof { conv: conv(1), skip: identity() }
}
