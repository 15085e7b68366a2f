// An operation that takes its tensor decides wherever it is applied.
//@ count Tiny = 4
space Tiny {
  input x: vector[4]
  x -> act() -> act()
}
op act(x: vector) = x -> oneof { relu, tanh }
