// `is` asks which alternative was taken.
//@ count Tiny = 3
//@ active Tiny first=conv = first, second
space Tiny {
  input x: image[1, 4, 4]
  let first = oneof { conv: conv(1), skip: identity() }
  let second = if first is conv { oneof [1, 3] } else { 5 }
  x -> first -> conv(1, second)
}
