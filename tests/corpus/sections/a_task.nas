// A task may say everything.
const third = 1 / 3
task digits = classification {
  data: digits()
  split: { train: 1 - 2 * third, valid: third, test: third }
  augment: [crop(padding: 1), flip(), cutout(size: 2), mixup(alpha: 0.2), cutmix()]
  normalize: false
}
task plain = classification { data: digits }
task own = classification { data: images(path: "leaves", size: 32), split: { train: 80%, valid: 20% } }
task named = classification { data: idx("fashion", classes: ["shirt", "shoe"]) }
