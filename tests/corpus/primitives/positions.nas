// The positions between two places remain, of a sequence as of tokens.
//@ shape Tiny = sequence[2, 4]
//@ args Tiny first positions = from: 1, to: 5
space Tiny {
  input x: tokens[5]
  x -> positions(from: 1) -> embedding(10, 4) -> positions(1, 3)
}
