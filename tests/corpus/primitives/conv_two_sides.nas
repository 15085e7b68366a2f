// A kernel of two sides is height and width, and so is its padding.
//@ shape Tiny = image[16, 8, 8]
//@ params Tiny = 144
//@ args Tiny first conv = kernel_h: 1, kernel_w: 3, padding_h: 0, padding_w: 1
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(16, [1, 3])
}
