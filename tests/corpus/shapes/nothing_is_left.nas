// How often an image may be halved without padding is proven for every architecture.
space Tiny {
  input x: image[1, 8, 8]
  let n = oneof 1..=4
  x -> repeat(n) { max_pool(2, stride: 2) } -> conv(4)  //~ N0302 "`max_pool` leaves nothing of image[1, 1, 1]: the height would be 0"
}
