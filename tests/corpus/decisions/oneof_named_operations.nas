// `oneof` takes one of several named operations.
//@ count Tiny = 3
//@ domain Tiny op = conv | pool | skip
//@ layers Tiny op=pool = input max_pool
space Tiny {
  input x: image[1, 2, 2]
  x -> oneof {
    conv: conv(1)
    pool: max_pool(3)
    skip: identity()
  }
}
