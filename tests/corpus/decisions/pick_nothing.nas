// A subset may be empty; a merge that may have nothing to join needs something else besides.
//@ count Tiny = 4
//@ layers Tiny pick=[] = input sum
space Tiny {
  input x: vector[4]
  let joined = [x]
  joined += pick 0..=2 of [x -> relu(), x -> tanh()]
  sum(joined)
}
