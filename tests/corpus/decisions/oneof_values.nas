// `oneof` takes one of the values of a list.
//@ count Tiny = 3
//@ domain Tiny width = 8 | 12 | 16
//@ shape Tiny width=12 = image[12, 2, 2]
space Tiny {
  input x: image[1, 2, 2]
  let width = oneof [8, 12, 16]
  x -> conv(width)
}
