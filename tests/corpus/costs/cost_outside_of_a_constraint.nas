// A cost is known only once the network is.
space Tiny {
  input x: image[1, 2, 2]
  let width = if params > 3 { 2 } else { 4 }  //~ N0412 "`params` is known only once the network is"
  x -> conv(width)
}
