// A label is the name of some alternative.
space Tiny {
  input x: vector[4]
  x -> oneof { relu, tanh }
  require count(rely) <= 1  //~ N0406 "no alternative of this space is named `rely`"
}
