// The length counts what is there.
//@ shape Tiny picked=[0] = vector[1]
//@ shape Tiny picked=[0,1] = vector[2]
space Tiny {
  input x: vector[4]
  let picked = pick 1..=2 of [x, x]
  x -> linear(picked.len)
}
