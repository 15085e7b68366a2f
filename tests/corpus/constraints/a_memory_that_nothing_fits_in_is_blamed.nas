// A memory that nothing fits into is named, and not the constraints beside it.
space Chain {
  input x: image[4, 4, 4]
  let wide = oneof [true, false]
  x -> for _ in 0..40 { maybe conv(oneof [4, 8], 1) } -> conv(if wide { 8 } else { 4 }, 1)
  require depth >= 3
  require wide
  require memory <= 500B  //~ N0404 "no architecture of `Chain` meets `memory <= 500B`"
}
