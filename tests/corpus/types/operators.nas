// An operator applies to certain types.
space Tiny {
  input x: vector[4]
  let a = 3 + true  //~ N0201 "`+` does not apply to int and bool"
  let b = "a" < "b"  //~ N0201 "`<` does not apply to str and str"
  let c = not 3  //~ N0201 "`not` does not apply to int"
  let d = -"a"  //~ N0201 "`-` does not apply to str"
  let e = 3 and true  //~ N0201 "`and` does not apply to int and bool"
  let f = x + x  //~ N0201 "expected a number or a truth value, found tensor"  //~ N0201 "expected a number or a truth value, found tensor"
  x
}
