//! A small program that tests look at.

use std::path::PathBuf;

use nas_compiler::{compile, ir::Space};

use crate::world::Disk;

pub(crate) const PROGRAM: &str = "\
space Small {
  input x: image[1, 4, 4]
  let width = oneof [8, 16]
  x -> conv(width, 3) -> oneof { act: relu(), skip: identity() } -> global_avg_pool() -> linear(10, bias: false)
  require params <= 250 else \"it must be small\"
}
";

/// Two decisions with two values each; one constraint, over a cost.
pub(crate) fn space() -> Space {
    let compilation = compile(&Disk { root: PathBuf::new() }, "small.nas", PROGRAM);
    let is_error = |it: &nas_grammar::Diagnostic| it.severity == nas_grammar::Severity::Error;
    assert!(!compilation.diagnostics.iter().any(is_error), "{:?}", compilation.diagnostics);
    compilation.program.spaces["Small"].clone()
}
