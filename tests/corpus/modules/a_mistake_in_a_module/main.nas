// A mistake in a module is reported there.
use "./mine.nas"::{act}
space Tiny {
  input x: image[3, 8, 8]
  x -> act()
}
