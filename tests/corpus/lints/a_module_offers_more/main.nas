// A module may offer what a space excludes: nothing is said of it.
use "./edges.nas"::{edge}

space Tiny {
  input x: image[4, 4, 4]
  x -> edge() -> edge()
  require count(none) == 0
}
