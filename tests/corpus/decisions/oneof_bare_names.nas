// A bare name in a `oneof` stands for the operation of that name.
//@ domain Tiny act = relu | tanh | twice
//@ layers Tiny act=twice = input relu tanh
space Tiny {
  input x: vector[4]
  let act = oneof { relu, tanh, twice }
  x -> act
}
op twice() = relu() -> tanh()
