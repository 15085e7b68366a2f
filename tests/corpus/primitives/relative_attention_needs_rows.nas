// Behind the class token come whole rows of patches.
space Tiny {
  input x: sequence[8, 8]
  x -> relative_attention(2, width: 3)  //~ N0304 "7 patches cannot be divided by `width: 3`"
}
