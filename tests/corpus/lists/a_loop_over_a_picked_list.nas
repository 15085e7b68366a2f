// A loop over a picked list takes its turns only where the item is there.
//@ layers Tiny picked=[1] = input tanh gelu sum
//@ layers Tiny picked=[0,1] = input relu tanh gelu gelu sum
space Tiny {
  input x: vector[4]
  let picked = pick 1..=2 of [x -> relu(), x -> tanh()]
  sum(for it in picked { it -> gelu() })
}
