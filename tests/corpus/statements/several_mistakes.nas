// Every statement is looked at: mistakes are reported together.
space Tiny {
  input x: vector[4]
  let a = rely()  //~ N0101 "there is nothing named `rely`"
  let b = x -> conv(4)  //~ N0303 "`conv` does not take `vector`"
  let c = 3 + "three"  //~ N0201 "`+` does not apply to int and str"
  x -> tanb()  //~ N0101 "there is nothing named `tanb`"
}
