// What uses a broken name says nothing new.
space Tiny {
  input x: vector[4]
  let a = rely()  //~ N0101 "there is nothing named `rely`"
  let b = x -> a
  let [c, d] = b
  sum(c, d) -> a
}
