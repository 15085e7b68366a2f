// A function on numbers may use itself.
//@ shape Tiny = vector[120]
space Tiny {
  input x: vector[4]
  x -> linear(factorial(5))
}
fn factorial(n: int) = if n <= 1 { 1 } else { n * factorial(n - 1) }
