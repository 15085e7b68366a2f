// After a broken append nothing more is said about the list.
space Tiny {
  input x: vector[4]
  let nodes = [x]
  nodes += x -> rely()  //~ N0101 "there is nothing named `rely`"
  nodes[1] -> relu()
}
