// A class token is one more position, and learned.
//@ params Tiny = 96
//@ shape Tiny = sequence[5, 16]
space Tiny {
  input x: image[16, 2, 2]
  x -> to_sequence() -> class_token() -> position_embedding()
}
