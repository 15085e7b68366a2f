// So is one that does not depend on anything.
space Tiny {
  input x: vector[4]
  x -> relu()
  require 1 > 2  //~ N0404 "no architecture of `Tiny` meets `1 > 2`"
}
