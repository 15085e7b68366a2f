// At stride 1 the sides are kept, but for kernels without a middle, which lose a row and a column as in `conv`.
//@ shape Odd = image[2, 8, 8]
space Odd {
  input x: image[2, 8, 8]
  x -> conv_transpose(2, oneof [1, 3, 5])
}
//@ shape Even = image[2, 7, 7]
space Even {
  input x: image[2, 8, 8]
  x -> conv_transpose(2, oneof [2, 4])
}
