// A decision inside of an alternative that is not taken is no part of the architecture: 2 + 1.
//@ count Tiny = 3
//@ active Tiny op=a = op, op.a.op
//@ active Tiny op=b = op
space Tiny {
  input x: vector[4]
  x -> oneof {
    a: oneof { c: relu(), d: tanh() }
    b: identity()
  }
}
