// An image at another resolution; a vector fills one.
//@ shape Tiny = image[7, 12, 5]
space Tiny {
  input x: image[3, 4, 6]
  let seen = x -> global_avg_pool() -> linear(4)
  concat(x -> resize([12, 5], bilinear: true), seen -> resize([12, 5]))
}
