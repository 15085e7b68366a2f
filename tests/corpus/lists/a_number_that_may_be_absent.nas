// A number that a `pick` may leave out is added up with the others.
use std::blocks::{total}

space Tiny {
  input x: vector[4]
  let picked = pick 1 of [4, 8]
  x -> linear(total(picked)) -> linear(picked[0])  //~ N0213 "this item is not there" help "a `pick` or a condition leaves it out in some; add up the list instead: `std::blocks::total(list)`"
}
