// Softmax keeps the shape.
//@ shape Tiny = vector[4]
space Tiny {
  input x: image[4, 8, 8]
  x -> softmax() -> global_avg_pool() -> softmax(temperature: 30)
}
