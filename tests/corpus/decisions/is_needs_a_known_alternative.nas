// `is` asks for an alternative that the choice has.
space Tiny {
  input x: vector[4]
  let act = oneof { relu, tanh }
  x -> act
  require act is rely  //~ N0406 "this choice has no alternative `rely`"
}
