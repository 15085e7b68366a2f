// Without a name a decision is called after what it is; again in the same surroundings, it is numbered.
//@ paths Tiny = op, op#2, maybe, maybe#2, pick
space Tiny {
  input x: vector[4]
  let y = x -> oneof { relu, tanh } -> oneof { gelu, silu }
  let z = y -> maybe relu() -> maybe tanh()
  sum(pick 1..=2 of [y, z])
}
