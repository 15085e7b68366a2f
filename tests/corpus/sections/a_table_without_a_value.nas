// The values of a table are all that decisions may choose.
space Tiny {
  input x: image[1, 8, 8]
  let op = oneof { conv: conv(1, 3), skip: identity() }
  let width = oneof ["narrow", "wide"]
  let channels = if width == "wide" { 4 } else { 2 }
  x -> op -> conv(channels) -> global_avg_pool() -> linear(10)
}

search wrong {
  space: Tiny
  strategy: random()
  estimator: table(file: "tiny.csv", code: "code", values: ["conv", "none", "narrow", "wide"])  //~ N0602 "`values` of the table has no `skip`, which `op` may choose"
  maximize score
  budget: 4 trials
}
