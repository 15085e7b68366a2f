// Of a `pick` only items are named that no architecture picks.
space Tiny {
  input x: image[1, 4, 4]
  let edges = pick 1..=2 of [x -> conv(4), x -> conv(4, 3), x -> conv(4, 9)]  //~ N0903 "no feasible architecture picks item 2"
  sum(edges)
  require params <= 45
}
