// A crop leaves out rows and columns at the edges.
//@ shape Tiny = image[3, 7, 5]
space Tiny {
  input x: image[3, 8, 8]
  x -> crop(top: 1, left: 2, right: 1)
}
