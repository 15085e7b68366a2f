// A place in a definition is in vain only if it is so wherever the definition is used.
op edge() = oneof { none: zero(), conv: conv(4) }

space Tiny {
  input x: image[4, 4, 4]  //~ N0906 "some architectures of `Tiny` ignore their input `x`"
  let first = edge()
  let second = edge()
  x -> first -> second
  require not (first is none)
}
