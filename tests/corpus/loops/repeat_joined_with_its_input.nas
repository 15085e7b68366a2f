// A repeated operation that changes the shape cannot be joined with its input.
space Tiny {
  input x: vector[4]
  let n = oneof 0..=3
  sum(x, x -> repeat(n) { linear(8) })  //~ N0301 "`sum` cannot join vector[4] and vector[8]"
}
