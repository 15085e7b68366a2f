// A pattern has as many names as the list has items.
space Tiny {
  input x: vector[4]
  let [a, b] = [1, 2, 3]  //~ N0214 "2 names do not fit a list of 3"
  let [c] = 5  //~ N0214 "1 names do not fit an int"
  x -> linear(a) -> linear(b) -> linear(c)
}
