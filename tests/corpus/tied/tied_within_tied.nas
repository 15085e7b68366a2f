// What is tied within a step is tied over all steps: one set of weights for both edges and all three steps.
//@ count Tiny = 2
//@ params Tiny first = 52
//@ params Tiny last = 52
//@ simplified(params) Tiny last = 20
cell Step(x: vector, state: vector) {
  let first = concat(x, state) -> linear(4, bias: false)
  let weights = tied(linear(4))
  let ends = pick 1 of [first -> weights -> tanh(), state -> weights -> relu()]
  sum(ends)
}
space Tiny {
  input x: vector[4]
  let step = tied(Step)
  step(x, step(x, step(x, x)))
}
