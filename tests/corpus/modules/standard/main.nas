// A name of the standard library is imported by name.
//@ layers Tiny first = input batch_norm relu conv batch_norm relu
use std::blocks::{bn_relu, conv_bn_relu as cbr}
space Tiny {
  input x: image[3, 8, 8]
  x -> bn_relu() -> cbr(8)
}
