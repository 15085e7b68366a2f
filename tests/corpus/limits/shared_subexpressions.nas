// An expression that is built from itself again and again is still small.
//@ count Tiny = 2
//@ feasible Tiny = 1
space Tiny {
  input x: vector[4]
  let a = oneof [0, 1]  //~ N0904 "the constraints leave `a` one value: 0"
  let b = twice(twice(twice(twice(twice(twice(twice(twice(a))))))))
  x -> relu()
  require twice(twice(twice(twice(b)))) == 0
}
fn twice(n: int) {
  let a = n + n
  let b = a + a
  let c = b + b
  let d = c + c
  d + d
}
