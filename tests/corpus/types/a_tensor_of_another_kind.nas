// A tensor is of its parameter's kind.
space Tiny {
  input x: vector[4]
  x -> a()  //~ N0303 "`x` takes `image`, not `vector`"
}
block a(x: image) { x -> conv(4) }
