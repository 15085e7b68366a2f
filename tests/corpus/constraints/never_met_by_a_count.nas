// A count may be out of reach.
space Tiny {
  input x: vector[4]
  x -> repeat(3) { oneof { relu, skip: identity() } }
  require count(skip) >= 4  //~ N0404 "no architecture of `Tiny` meets `count(skip) >= 4`"
}
