// The edges of NAS-Bench-201 have the paths that its papers draw.
//@ count Tiny = 15625
//@ paths Tiny = cell.node1.from0.edge, cell.node2.from0.edge, cell.node2.from1.edge, cell.node3.from0.edge, cell.node3.from1.edge, cell.node3.from2.edge
use std::nasbench201::Cell
// allow N0906: as published
space Tiny {
  input x: image[3, 8, 8]
  let cell = Cell
  x -> conv(4) -> cell(4) -> cell(4)
}
