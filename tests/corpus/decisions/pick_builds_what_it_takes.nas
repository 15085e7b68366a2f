// An item that is written inside of `pick` is built only where it is taken.
//@ layers Tiny pick=[0] = input relu sum
//@ layers Tiny pick=[1] = input tanh sum
space Tiny {
  input x: vector[4]
  sum(pick 1 of [x -> relu(), x -> tanh()])
}
