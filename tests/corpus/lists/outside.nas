// There is nothing outside of a list.
space Tiny {
  input x: vector[4]
  let sizes = [1, 2]
  let a = sizes[2]  //~ N0210 "there is no item 2 in a list of 2 items"
  let b = sizes[-1]  //~ N0210 "there is no item -1 in a list of 2 items"
  let c = sizes[1..4]  //~ N0210 "there is no item 4 in a list of 2 items"
  let d = [].first  //~ N0210 "there is no item 0 in a list of 0 items"
  x
}
