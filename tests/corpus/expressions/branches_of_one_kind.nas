// The branches of an `if` are tensors of one kind.
space Tiny {
  input x: image[3, 8, 8]
  let deep = oneof [true, false]
  if deep { x } else { x -> flatten() }  //~ N0303 "this is `image` in one architecture and `vector` in another"
}
