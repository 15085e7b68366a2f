// A block names the level of its decisions, an operation that is a choice names the decision itself.
//@ paths Tiny = block1.k, edge, block1#2.k
space Tiny {
  input x: image[1, 4, 4]
  x -> block1() -> edge() -> block1()
}
block block1(x: image) {
  let k = oneof [1, 3]
  x -> conv(1, k)
}
op edge() = oneof { relu, tanh }
