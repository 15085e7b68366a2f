// A list of operations is applied one after another.
//@ layers Tiny first = input relu tanh gelu silu identity
space Tiny {
  input x: vector[4]
  let more = [gelu(), silu()] -> identity()
  x -> [relu(), tanh()] -> more
}
