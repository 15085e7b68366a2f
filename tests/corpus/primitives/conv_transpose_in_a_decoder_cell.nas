// Transposed convolutions that leave a pixel too few are resized to the feature beside them, as in cells of NAS-Unet.
// Weng et al. 2019, tianbaochou/NasUnet; the numbers are those of its operations in PyTorch.
//@ count Tiny = 2940
//@ shape Tiny = image[64, 16, 16]
//@ params Tiny first = 21316
//@ macs Tiny first = 1474816
//@ params Tiny last = 39552
//@ macs Tiny last = 6193152
// allow N0906: `none` may be all that an edge takes, as published
space Tiny {
  input skip: image[24, 16, 16]
  input x: image[48, 8, 8]
  decoder(skip, x, 32)
}

fn groups(c: int) { if c % 16 == 0 { c / 16 } else { 1 } }

op norm(c: int) = group_norm(groups(c))

/// Scales the channels by what is seen globally.
block weighted(x: image) {
  mul(x, x -> global_avg_pool() -> linear(x.channels / 16) -> relu() -> linear(x.channels) -> sigmoid())
}

op up(c: int) = oneof {
  up_cweight: weighted() -> conv_transpose(c, 3, stride: 2, padding: 1) -> norm(c)
  up_dep_conv: conv_transpose(c, 3, stride: 2, padding: 1, groups: c) -> conv(c, 1) -> norm(c) -> relu()
  up_conv: conv_transpose(c, 3, stride: 2, padding: 1) -> norm(c) -> relu()
  up_dil_conv: conv_transpose(c, 3, stride: 2, padding: 2, dilation: 2) -> norm(c) -> relu()
}

op beside(c: int) = oneof {
  identity: identity()
  none: zero()
  cweight: weighted()
  dil_conv: conv(c, 3, dilation: 2) -> norm(c) -> relu()
  dep_conv: conv(c, 3, groups: c) -> conv(c, 1) -> norm(c) -> relu()
  shuffle_conv: conv(c, 3) -> norm(c) -> relu()
  conv: conv(c, 3) -> norm(c) -> relu()
}

cell decoder(skip: image, x: image, c: int) {
  let states = for it in [skip, x] { it -> relu() -> conv(c, 1) -> norm(c) }
  for i in 2..4 {
    let edges = pick 2 of for j in 0..i {
      if j == 1 { states[j] -> up(c) -> resize([skip.height, skip.width]) } else { states[j] -> beside(c) }
    }
    states += sum(edges)
  }
  concat(states[2..])
}
