// What a known condition leaves out is not looked at.
//@ shape Tiny = image[3, 8, 8]
space Tiny {
  input x: image[3, 8, 8]
  if x.channels == 3 { x } else { sum(x, x -> conv(4)) }
}
