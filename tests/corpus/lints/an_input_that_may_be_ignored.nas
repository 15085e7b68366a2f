// Where zeros may stand on every way from an input to the output, some architectures ignore it.
op edge() = oneof { none: zero(), skip: identity(), conv: conv(2) }

space Tiny {
  input x: image[2, 4, 4]  //~ N0906 "some architectures of `Tiny` ignore their input `x`"
  sum(x -> edge(), x -> edge()) -> global_avg_pool() -> linear(2)
}
