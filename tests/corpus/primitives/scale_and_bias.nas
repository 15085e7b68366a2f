// A number scales everything, a learned one is added to every feature.
//@ shape Tiny = sequence[5, 8]
//@ params Tiny = 8
//@ macs Tiny = 0
space Tiny {
  input x: sequence[5, 8]
  x -> scale(-0.5) -> bias()
}
