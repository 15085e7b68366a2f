// Activations keep the shape and cost nothing.
//@ shape Tiny = vector[10]
//@ params Tiny = 0
//@ macs Tiny = 0
//@ layers Tiny first = input relu relu6 clipped_relu leaky_relu gelu silu hard_swish sigmoid hard_sigmoid tanh
space Tiny {
  input x: vector[10]
  x -> relu() -> relu6() -> clipped_relu(20) -> leaky_relu(0.2) -> gelu() -> silu() -> hard_swish() -> sigmoid() -> hard_sigmoid() -> tanh()
}
