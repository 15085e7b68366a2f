// What a loop gives is written out nowhere; what is never there need not fit.
space Tiny {
  input x: vector[4]
  let rows = for i in 0..3 { if i == 2 { [i] } else { [i, i] } }
  let d = for [e, f] in rows { e + f }  //~ N0214 "2 names do not fit item 2 of the list, a list of 1" help "items are counted from 0"
  x -> linear(4)
}
