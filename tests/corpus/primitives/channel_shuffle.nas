// Shuffling keeps the shape; its groups divide the channels.
//@ shape Tiny = image[4, 8, 8]
space Tiny {
  input x: image[4, 8, 8]
  x -> channel_shuffle()
}
