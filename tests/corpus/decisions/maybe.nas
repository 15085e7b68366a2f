// `maybe op` is `op` or nothing.
//@ count Tiny = 2
//@ domain Tiny maybe = skip | op
//@ layers Tiny maybe=skip = input identity
//@ layers Tiny maybe=op = input relu
space Tiny {
  input x: vector[4]
  x -> maybe relu()
}
