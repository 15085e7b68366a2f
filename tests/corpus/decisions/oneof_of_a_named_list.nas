// The list of a `oneof` may be any expression.
//@ count Tiny = 3
//@ domain Tiny width = 10 | 20 | 30
const base = [1, 2, 3]
space Tiny {
  input x: image[1, 2, 2]
  let width = oneof (for it in base { it * 10 })
  x -> conv(width)
}
