// A recursion may be bounded by a number that is decided: the branches that cannot be are not built.
//@ count Tiny = 3
//@ layers Tiny n=2 = input relu relu identity
space Tiny {
  input x: vector[4]
  let n = oneof 0..=2
  x -> times(n, 2)
}
op times(n: int, most: int) = if most == 0 { identity() } else { (if n >= most { relu() } else { identity() }) -> times(n, most - 1) }
