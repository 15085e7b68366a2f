// Which alternative is taken is asked with `is`.
space Tiny {
  input x: vector[4]
  let act = oneof { none: identity(), relu: relu() }
  require act == none  //~ N0201 "operations are not compared" help "which alternative is taken is asked with `is`, as in `first is conv`"
  require act != act  //~ N0201 "operations are not compared"
  x -> linear(4) -> act
}
