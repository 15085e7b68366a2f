// A function takes as many numbers as it takes.
space Tiny {
  input x: vector[4]
  let a = floor()  //~ N0202 "`floor` needs a value for `x`"
  let b = floor(1, 2)  //~ N0203 "`floor` has only 1 parameter"
  let c = pow(2)  //~ N0202 "`pow` needs a value for `exponent`"
  let d = max()  //~ N0202 "`max` needs a value for `x`"
  let e = floor("one")  //~ N0201 "`floor` does not apply to str"
  let f = floor(n: 3)  //~ N0106 "`floor` has no parameter `n`"
  x
}
