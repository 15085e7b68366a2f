// An embedding makes a sequence of tokens: a vector per word of the vocabulary.
//@ shape Tiny = sequence[12, 16]
//@ params Tiny = 1600
//@ macs Tiny = 0
space Tiny {
  input x: tokens[12]
  x -> embedding(100, 16)
}
