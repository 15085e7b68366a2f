// What a module has that is imported as a whole goes by its path.
use std::blocks

space Tiny {
  input x: image[3, 8, 8]
  x -> conv_bn(8) -> blocks::conv_bn(8)  //~ N0101 "nothing named `conv_bn`" help "write `blocks::conv_bn`"
}
