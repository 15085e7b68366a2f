// A `pick` with too many subsets cannot be made.
space Tiny {
  input x: vector[4]
  sum(pick 20 of for n in 0..40 { x -> relu() })  //~ N0403 "there are more than 100,000 ways to pick 20 of 40 items"
}
