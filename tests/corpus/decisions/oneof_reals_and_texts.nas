// Values may be real numbers, truth values and texts.
//@ count Tiny = 12
//@ domain Tiny rate = 0.1 | 0.2
//@ domain Tiny bias = true | false
//@ domain Tiny act = "relu" | "tanh" | "none"
//@ layers Tiny act=none = input linear dropout
space Tiny {
  input x: vector[4]
  let rate = oneof [10%, 0.2]
  let bias = oneof [true, false]
  let act = oneof ["relu", "tanh", "none"]
  let y = x -> linear(4, bias: bias) -> dropout(rate)
  if act == "relu" { y -> relu() } else if act == "tanh" { y -> tanh() } else { y }
}
