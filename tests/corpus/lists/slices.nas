// A slice takes a part of a list: 20 + 3, 1 + 20, 3 and 20 + 3.
//@ shape Tiny = vector[70]
space Tiny {
  input x: vector[4]
  let sizes = [1, 20, 3]
  x -> linear(total(sizes[1..]) + total(sizes[..2]) + total(sizes[2..]) + total(sizes[1..=2]))
}
fn total(sizes: list) = if sizes.len == 0 { 0 } else { sizes.first + total(sizes[1..]) }
