// A recipe may say everything, and needs to say nothing.
train everything {
  epochs: 30 epochs
  batch: 2 * half
  optimizer: sgd(0.05, momentum: 0.8, nesterov: false, weight_decay: 3e-4)
  schedule: step(every: 10, factor: 0.2)
  warmup: 1.5
  label_smoothing: 10%
  clip: 0
  early_stop: 5
  augment: []
}
train nothing {}
train other { optimizer: adamw(lr: 1e-3), schedule: cosine(min: 1e-5), epochs: 3 }
const half = 16
