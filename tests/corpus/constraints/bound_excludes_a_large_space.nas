// 4^20 architectures are not gone through one by one: the cheapest is found on their paths.
space Large {
  input x: image[16, 8, 8]
  let kernels = for layer in 0..20 { oneof [1, 3, 5, 7] }
  x -> for k in kernels { conv(16, k) } -> global_avg_pool() -> linear(10)

  require macs >= 1M
  require params <= 5k  //~ N0404 "no architecture of `Large` meets `params <= 5k`"
}
