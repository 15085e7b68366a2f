// What has no default is given. All that a section lacks is said at once.
task digits = classification {}  //~ N0502 "`task digits` does not say its `data`"
search nothing {}  //~ N0502 "`search nothing` does not say its `space`, `strategy`, `estimator`, `task`, `maximize` and `budget`"
search a_little { space: Tiny, strategy: darts(), estimator: table(file: "tiny.csv"), maximize params }  //~ N0502 "`search a_little` does not say its `task`"
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(4) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
