// Texts are compared with texts.
//@ layers Tiny first = input tanh
space Tiny {
  input x: vector[4]
  let mode = "fast"
  if mode == "slow" { x -> relu() } else { x -> tanh() }
}
