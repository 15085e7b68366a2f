// So is one that merely goes round.
space Tiny {
  input x: vector[4]
  x -> a()
}
block a(x: vector) { x -> b() }
block b(x: vector) { x -> a() }  //~ N0410 "`a` applies itself more than 200 deep"
