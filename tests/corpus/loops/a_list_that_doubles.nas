// A list that doubles in every turn is stopped.
space Tiny {
  input x: vector[4]
  let nodes = [x]
  for i in 0..60 { nodes += nodes }  //~ N0409 "this space is too large: it takes over 500,000 operations or 1,000,000 steps"
  sum(nodes)
}
