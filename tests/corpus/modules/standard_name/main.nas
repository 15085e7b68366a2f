// One name may be imported by its path.
//@ layers Tiny first = input batch_norm relu
use std::blocks::bn_relu as act
space Tiny {
  input x: image[3, 8, 8]
  x -> act()
}
