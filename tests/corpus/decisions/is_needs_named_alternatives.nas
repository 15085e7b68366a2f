// `is` asks a choice between named alternatives, not one between values.
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2]
  if n is two { x } else { x -> relu() }  //~ N0408 "this is not a decision between named alternatives"
}
