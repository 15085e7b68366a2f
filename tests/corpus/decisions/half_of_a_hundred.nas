// There are 10^29 ways to pick half of a hundred items.
space Tiny {
  input x: vector[4]
  let picked = pick 50 of (0..100)  //~ N0403 "there are more than 100,000 ways to pick 50 of 100 items"
  x -> linear(picked.len)
}
