// Bound with `let` outside of a loop, a decision is shared by all turns.
//@ count Tiny = 2
//@ layers Tiny act=tanh = input tanh tanh tanh
space Tiny {
  input x: vector[4]
  let act = oneof { relu, tanh }
  x -> repeat(3) { act }
}
