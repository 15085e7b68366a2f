// `1..4` does not include its end.
//@ domain Tiny n = 1 | 2 | 3
space Tiny {
  input x: image[1, 2, 2]
  let n = oneof 1..4
  x -> conv(n)
}
