// A place in a definition is in vain only if it is so in every space of the file.
op edge() = oneof { none: zero(), conv: conv(4) }

space Narrow {
  input x: image[4, 4, 4]
  x -> edge()
  require count(none) == 0
}

space Wide {
  input x: image[4, 4, 4]  //~ N0906 "some architectures of `Wide` ignore their input `x`"
  x -> edge()
}
