// Memory is compared with an amount of bytes.
space Tiny {
  input x: vector[4]
  x -> linear(oneof [4, 8])
  require memory <= 12k  //~ N0206 "`<=` does not apply to bytes and int" help "`memory` is an amount of bytes, as in `12KB`; `params` and `macs` are counts, as in `5k`"
  require memory <= 2097152  //~ N0206 "`<=` does not apply" help "`memory` is an amount of bytes, as in `2MiB`; `params` and `macs` are counts, as in `5k`"
  require params <= 5KB  //~ N0206 "`<=` does not apply to int and bytes" help "`memory` is an amount of bytes, as in `5KB`; `params` and `macs` are counts, as in `5k`"
  require memory / 1KiB <= 3  //~ N0206 "`/` does not apply" help "amounts of bytes are added, subtracted and compared"
}
