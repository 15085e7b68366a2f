// One decision for both branches fits in every architecture.
//@ shape Tiny = image[16, 8, 8] | image[32, 8, 8]
space Tiny {
  input x: image[3, 8, 8]
  let a = oneof [16, 32]
  let y = x -> conv(a)
  let z = x -> conv(a)
  sum(y, z)
}
