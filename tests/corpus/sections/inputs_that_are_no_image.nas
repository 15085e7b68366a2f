// The data of a classification are one image.
space Vectors {
  input x: vector[64]
  x -> linear(oneof [8, 16]) -> relu() -> linear(10)
}

space Two {
  input x: image[1, 8, 8]
  input y: image[1, 8, 8]
  sum(x, y) -> conv(oneof [4, 8]) -> global_avg_pool() -> linear(10)
}

space Wide {
  input x: image[3, 48, 48]
  x -> conv(oneof [4, 8]) -> global_avg_pool() -> linear(10)
}

task digits = classification { data: digits() }

task photos = classification { data: images(path: "photos", size: 64) }

search vectors {
  space: Vectors  //~ N0507 "the space takes vector[64], the data are images"
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}

search two {
  space: Two  //~ N0507 "the space takes 2 inputs, the data give one image"
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}

search wide {
  space: Wide  //~ N0507 "the space takes image[3, 48, 48], the data are image[3, 64, 64]"
  task: photos
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}
