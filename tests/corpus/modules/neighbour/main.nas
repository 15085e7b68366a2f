// A neighbour is read by its path; its own names stay its own.
//@ layers Tiny first = input relu tanh relu
//@ shape Tiny = vector[4]
use "./mine.nas"::{act}
use "./sub/other.nas"
space Tiny {
  input x: vector[4]
  x -> act() -> other::act() -> act()
}
op hidden() = linear(100)
