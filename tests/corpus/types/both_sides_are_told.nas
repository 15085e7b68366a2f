// What is wrong on both sides of an operator is told of both.
space Tiny {
  input x: vector[4]
  let items = [1, 2]
  let a = items[5] + items[6]  //~ N0210 "no item 5" //~ N0210 "no item 6"
  x -> linear(4)
}
