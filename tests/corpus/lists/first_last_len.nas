// A list knows its ends and its length.
//@ shape Tiny = vector[304]
space Tiny {
  input x: vector[4]
  let sizes = [1, 20, 300]
  x -> linear(sizes.first + sizes.last + sizes.len)
}
