// A sum and a mean keep the shape of what they join.
//@ shape Tiny = image[3, 8, 8]
//@ params Tiny = 81
space Tiny {
  input x: image[3, 8, 8]
  mean(sum(x, x -> relu()), x -> conv(3))
}
