// A table has a column for each decision.
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
  estimator: table(file: "tiny.csv", columns: ["first"])  //~ N0602 "the table has 1 column for 2 decisions"
  maximize score
  budget: 4 trials
}

search right {
  space: Tiny
  strategy: random()
  estimator: table(file: "tiny.csv", paths: ["op"], columns: ["first"])
  maximize score
  budget: 4 trials
}
