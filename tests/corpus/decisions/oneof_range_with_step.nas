// A step leaves out what lies between; the end belongs to the range only if a step hits it.
//@ domain Tiny a = 16 | 32 | 48 | 64
//@ domain Tiny b = 1 | 5 | 9
space Tiny {
  input x: image[1, 2, 2]
  let a = oneof 16..=64 step 16
  let b = oneof 1..=12 step 4
  x -> conv(a) -> conv(b)
}
