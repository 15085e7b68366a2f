// A slice keeps channels from one to before another; without bounds, all.
//@ shape Tiny = image[5, 8, 8]
space Tiny {
  input x: image[6, 8, 8]
  let first = x -> slice(to: 2)
  let rest = x -> slice(2)
  concat(rest, first) -> slice(1) -> slice()
}
