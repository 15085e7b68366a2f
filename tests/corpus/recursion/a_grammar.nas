// Definitions may use each other: a small context-free grammar.
//@ count Tiny = 14
space Tiny {
  input x: vector[4]
  x -> module(2)
}
op module(d: int) = if d == 0 { leaf() } else { oneof { leaf: leaf(), branch: branch(d - 1) } }
op leaf() = oneof { relu, tanh }
block branch(x: vector, d: int) { sum(x -> leaf(), x -> module(d)) }
