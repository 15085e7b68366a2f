// A comment above an item answers the warnings in it, and no others.
op edge() = oneof { none: zero(), skip: identity(), conv: conv(2) }

// allow N0906: as published
space Meant {
  input x: image[2, 4, 4]
  x -> edge() -> global_avg_pool() -> linear(2)
}

space Unmeant {
  input x: image[2, 4, 4]  //~ N0906 "some architectures of `Unmeant` ignore their input `x`"
  x -> edge() -> global_avg_pool() -> linear(2)
}
