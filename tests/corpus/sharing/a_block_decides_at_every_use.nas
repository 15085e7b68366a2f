// A block makes new decisions at every use.
//@ count Tiny = 4
//@ paths Tiny = act.op, act#2.op
space Tiny {
  input x: vector[4]
  x -> act() -> act()
}
block act(x: vector) { x -> oneof { relu, tanh } }
