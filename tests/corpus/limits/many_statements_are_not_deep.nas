// Many statements in a row are not nested, however many there are.
//@ count Tiny = 2
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2]
  let nodes = [x]
  if n == 0 { nodes += x }
  if n == 1 { nodes += x }
  if n == 2 { nodes += x }
  if n == 3 { nodes += x }
  if n == 4 { nodes += x }
  if n == 5 { nodes += x }
  if n == 6 { nodes += x }
  if n == 7 { nodes += x }
  if n == 8 { nodes += x }
  if n == 9 { nodes += x }
  if n == 10 { nodes += x }
  if n == 11 { nodes += x }
  if n == 12 { nodes += x }
  if n == 13 { nodes += x }
  if n == 14 { nodes += x }
  if n == 15 { nodes += x }
  if n == 16 { nodes += x }
  if n == 17 { nodes += x }
  if n == 18 { nodes += x }
  if n == 19 { nodes += x }
  if n == 20 { nodes += x }
  if n == 21 { nodes += x }
  if n == 22 { nodes += x }
  if n == 23 { nodes += x }
  if n == 24 { nodes += x }
  if n == 25 { nodes += x }
  if n == 26 { nodes += x }
  if n == 27 { nodes += x }
  if n == 28 { nodes += x }
  if n == 29 { nodes += x }
  if n == 30 { nodes += x }
  if n == 31 { nodes += x }
  if n == 32 { nodes += x }
  if n == 33 { nodes += x }
  if n == 34 { nodes += x }
  if n == 35 { nodes += x }
  if n == 36 { nodes += x }
  if n == 37 { nodes += x }
  if n == 38 { nodes += x }
  if n == 39 { nodes += x }
  if n == 40 { nodes += x }
  if n == 41 { nodes += x }
  if n == 42 { nodes += x }
  if n == 43 { nodes += x }
  if n == 44 { nodes += x }
  if n == 45 { nodes += x }
  if n == 46 { nodes += x }
  if n == 47 { nodes += x }
  if n == 48 { nodes += x }
  if n == 49 { nodes += x }
  if n == 50 { nodes += x }
  if n == 51 { nodes += x }
  if n == 52 { nodes += x }
  if n == 53 { nodes += x }
  if n == 54 { nodes += x }
  if n == 55 { nodes += x }
  if n == 56 { nodes += x }
  if n == 57 { nodes += x }
  if n == 58 { nodes += x }
  if n == 59 { nodes += x }
  if n == 60 { nodes += x }
  if n == 61 { nodes += x }
  if n == 62 { nodes += x }
  if n == 63 { nodes += x }
  if n == 64 { nodes += x }
  if n == 65 { nodes += x }
  if n == 66 { nodes += x }
  if n == 67 { nodes += x }
  if n == 68 { nodes += x }
  if n == 69 { nodes += x }
  sum(nodes)
}
