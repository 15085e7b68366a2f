// A space may have several inputs.
//@ layers Tiny first = input input sum
space Tiny {
  input a: vector[4]
  input b: vector[4]
  sum(a, b)
}
