// Functions that use each other without end are stopped.
space Tiny {
  input x: vector[4]
  x -> linear(even(1))
}
fn even(n: int) = odd(n + 1)
fn odd(n: int) = even(n + 1)  //~ N0410 "`even` applies itself more than 200 deep"
