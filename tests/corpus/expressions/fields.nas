// A tensor knows its dimensions.
//@ shape Tiny = vector[89]
space Tiny {
  input x: image[1, 2, 3]
  input s: sequence[5, 7]
  input t: tokens[11]
  input v: vector[13]
  let y = v -> linear(x.channels + 10 * x.height + 3 * x.width + s.length + s.features + t.length + v.features + 23)
  y
}
