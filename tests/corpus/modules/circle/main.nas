// Modules do not use each other in a circle.
use "./other.nas"
space Tiny {
  input x: image[3, 8, 8]
  x -> other::act()
}
