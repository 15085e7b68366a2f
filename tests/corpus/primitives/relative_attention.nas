// As attention, and 4 tables of 2 * 2 + 2 vectors of 4; products of values and of distances.
//@ shape Tiny = sequence[7, 8]
//@ params Tiny = 384
//@ macs Tiny = 3360
space Tiny {
  input x: sequence[7, 8]
  x -> relative_attention(2, width: 3, reach: 2)
}
