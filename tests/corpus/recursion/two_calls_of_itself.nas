// So does a function that uses itself twice.
space Tiny {
  input x: vector[4]
  x -> linear(fibonacci(40))  //~ N0409 "this space is too large"
}
fn fibonacci(n: int) = if n <= 1 { 1 } else { fibonacci(n - 1) + fibonacci(n - 2) }
