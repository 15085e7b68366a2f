// What is appended under a condition is there only where it holds.
//@ layers Tiny deep=true = input relu sum
//@ layers Tiny deep=false = input sum
space Tiny {
  input x: vector[4]
  let deep = oneof [true, false]
  let nodes = [x]
  if deep { nodes += x -> relu() }
  sum(nodes)
}
