// `1..=4` includes its end.
//@ domain Tiny n = 1 | 2 | 3 | 4
space Tiny {
  input x: image[1, 2, 2]
  let n = oneof 1..=4
  x -> conv(n)
}
