// The embedding predicts too, which adds none but the bias.
//@ params Tiny = 50
//@ macs Tiny = 400
space Tiny {
  input x: tokens[10]
  let words = tied(embedding(10, 4))
  x -> words -> words -> bias()
}
