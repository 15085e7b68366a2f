// A range that ends where it begins is empty.
//@ shape Tiny = vector[2]
space Tiny {
  input x: vector[4]
  let a = 3..3
  let b = 1..=0
  x -> linear(a.len + b.len + 2)
}
