// How often a label is taken is known only once the network is.
space Tiny {
  input x: image[1, 2, 2]
  x -> oneof { a: relu(), b: tanh() } -> conv(count(a))  //~ N0412 "`count` is known only once the network is"
}
