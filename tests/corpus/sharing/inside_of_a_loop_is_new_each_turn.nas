// Evaluated in a loop body, a decision is new in every turn.
//@ count Tiny = 8
space Tiny {
  input x: vector[4]
  x -> repeat(3) {
    let act = oneof { relu, tanh }
    act
  }
}
