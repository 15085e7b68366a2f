// A clash in an alternative counts although nothing else takes it.
space Tiny {
  input x: image[3, 8, 8]
  x -> oneof { good: identity(), bad: residual(4) }
}
block residual(x: image, c: int) { sum(x, x -> conv(c)) }  //~ N0301 "`sum` cannot join image[3, 8, 8] and image[4, 8, 8]"
