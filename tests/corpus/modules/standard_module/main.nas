// A module is imported by its name.
//@ layers Tiny first = input batch_norm relu batch_norm relu
use std::blocks
use std::blocks as more
space Tiny {
  input x: image[3, 8, 8]
  x -> blocks::bn_relu() -> more::bn_relu()
}
