// Inside of an alternative a path goes on with the alternative's name.
//@ paths Tiny = op, op.conv.conv.kernel, op.deep.op, op.deep.op.a.conv.kernel
space Tiny {
  input x: image[1, 4, 4]
  x -> oneof {
    conv: conv(1, oneof [1, 3])
    deep: oneof { a: conv(1, oneof [3, 5]), b: relu() }
  }
}
