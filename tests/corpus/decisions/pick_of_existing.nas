// An item that exists already is there whether or not it is taken.
//@ layers Tiny pick=[0] = input relu tanh sum
space Tiny {
  input x: vector[4]
  let nodes = [x -> relu(), x -> tanh()]
  sum(pick 1 of nodes)
}
