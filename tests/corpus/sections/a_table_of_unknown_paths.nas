// Every path of a table is a decision of the space.
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
  estimator: table(file: "tiny.csv", paths: ["op", "widht", "depth"])  //~ N0602 "the space `Tiny` has no decision `widht` for the table"  //~ N0602 "the space `Tiny` has no decision `depth` for the table"
  maximize score
  budget: 4 trials
}
