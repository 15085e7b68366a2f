// Division is whole where it divides evenly.
//@ shape Tiny = vector[3]
space Tiny {
  input x: vector[4]
  x -> linear(12 / 4)
}
