// In parentheses a whole pipeline may be left out.
//@ layers Tiny last = input linear relu
//@ paths Tiny = presence
space Tiny {
  input x: vector[4]
  let presence = maybe (linear(4) -> relu())
  x -> presence
}
