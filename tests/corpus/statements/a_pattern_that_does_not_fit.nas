// A pattern has as many names as the list has items.
const ROWS = [[1, 2], [3], [5, 6]]

space Tiny {
  input x: vector[4]
  let [a, b] = [1, 2, 3]  //~ N0214 "2 names do not fit a list of 3"
  let [c] = 5  //~ N0214 "1 name does not fit an int"
  let d = for [e, f] in ROWS { e + f }  //~ N0214 "2 names do not fit item 1 of the list, a list of 1"
  let g = for [h] in [[1], 2] { h }  //~ N0214 "1 name does not fit item 1 of the list, an int"
  let i = for [j] in d { j }
  x -> linear(a) -> linear(b) -> linear(c) -> linear(g[0]) -> linear(i[0])
}
