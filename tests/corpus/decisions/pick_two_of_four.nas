// `pick 2 of` four holds 4 * 3 / 2 subsets, without order.
//@ count Tiny = 6
//@ domain Tiny picked = [0, 1] | [0, 2] | [0, 3] | [1, 2] | [1, 3] | [2, 3]
space Tiny {
  input x: vector[4]
  let picked = pick 2 of [x, x -> relu(), x -> tanh(), x -> gelu()]
  sum(picked)
}
