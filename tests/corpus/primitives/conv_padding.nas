// Padding that is given is taken as it is.
//@ shape Tiny = image[16, 6, 10]
//@ macs Tiny = 25920
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(16, padding: [0, 2])
}
