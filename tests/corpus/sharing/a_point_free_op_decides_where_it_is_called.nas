// A point-free operation decides where it is evaluated: bound with `let`, that is once.
//@ count Tiny = 8
//@ paths Tiny = mine, edge, edge#2
space Tiny {
  input x: vector[4]
  let mine = edge()
  x -> edge() -> edge() -> mine -> mine
}
op edge() = oneof { relu, tanh }
