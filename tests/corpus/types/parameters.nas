// Every type a parameter may have.
//@ shape Tiny = vector[6]
//@ layers Tiny first = input linear dropout relu identity
space Tiny {
  input x: vector[4]
  x -> every(6, 50%, true, "fast", relu(), [1, 2])
}
block every(x: vector, a: int, b: float, c: bool, d: str, e: op, f: list) {
  let y = x -> linear(a, bias: c) -> dropout(b) -> e
  if d == "fast" and f.len == 2 { y -> identity() } else { y -> tanh() }
}
