// Every mistaken argument of a call is named.
space Tiny {
  input x: vector[4]
  x -> every(3, true, "yes", 3)  //~ N0201 "`b` takes bool, not int"  //~ N0201 "`d` takes str, not bool"  //~ N0201 "`e` takes op, not str"  //~ N0201 "`f` takes list, not int"
}
block every(x: vector, b: bool, d: str, e: op, f: list) { x }
