// The first item is 0.
//@ shape Tiny = vector[21]
space Tiny {
  input x: vector[4]
  let sizes = [1, 20, 300]
  x -> linear(sizes[0] + sizes[1])
}
