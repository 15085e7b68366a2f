// A whole number is written without a point.
block twice(x: image, n: int) { x -> conv(n) -> conv(n) }

space Tiny {
  input x: image[3, 8, 8]
  let y = x -> conv(8.0)  //~ N0201 "expected int, found the real number 8.0" help "write `8`, or round it: `round(…)`"
  let z = x -> twice(4.0)  //~ N0201 "expected int, found the real number 4.0"
  let w = x -> twice(4.5)  //~ N0201 "`n` takes int, not 4.5" help "round it: `floor(…)`, `ceil(…)` or `round(…)`"
  sum(w, y, z)
}
