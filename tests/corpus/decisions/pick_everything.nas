// To pick all of a list is no decision worth a warning: it happens in loops.
//@ count Tiny = 1
space Tiny {
  input x: vector[4]
  sum(pick 2 of [x, x -> relu()])
}
