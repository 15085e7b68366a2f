// An item that a `pick` may leave out cannot be asked for.
space Tiny {
  input x: vector[4]
  let picked = pick 1 of [x -> relu(), x -> tanh()]
  picked[0]  //~ N0213 "this item is not there in every architecture"
}
