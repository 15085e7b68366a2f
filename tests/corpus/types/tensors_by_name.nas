// A tensor may be given by its parameter's name.
//@ layers Tiny first = input relu sum
space Tiny {
  input x: vector[4]
  both(a: x, b: x -> relu())
}
block both(a: vector, b: vector) { sum(a, b) }
