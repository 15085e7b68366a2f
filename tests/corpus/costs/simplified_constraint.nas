// A constraint may be on what is left after simplification.
//@ count Tiny = 4
//@ feasible Tiny = 3
space Tiny {
  input x: image[1, 2, 2]
  sum(x -> edge(), x -> edge(), x)
  require simplified(params) <= 9
}
op edge() = oneof { none: conv(1) -> zero(), conv: conv(1) }
