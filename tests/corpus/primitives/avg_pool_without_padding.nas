// Without padding a pool of 3 costs two rows and two columns.
//@ shape Tiny = image[3, 6, 6]
space Tiny {
  input x: image[3, 8, 8]
  x -> avg_pool(3, padding: 0)
}
