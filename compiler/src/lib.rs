//! The compiler of nas: from source text to a checked search space, and what can be known about it.
//!
//! Pure: no file system, no clock, no randomness of its own, no burn.

mod allow;
pub mod analysis;
pub mod automaton;
pub mod canonical;
mod check;
pub mod cost;
pub mod diagram;
pub mod diff;
mod elaborate;
mod errors;
pub mod expression;
pub mod extreme;
pub mod feasible;
pub mod instantiate;
pub mod ir;
mod lint;
pub mod load;
pub mod names;
pub mod number;
pub mod observe;
pub mod ops;
pub mod point;
pub mod relax;
pub mod resolution;
pub mod sample;
mod sections;
pub mod simplify;
pub mod training;
pub mod vocabulary;
mod whole;
pub mod why;
mod world;

use nas_grammar::{Diagnostic, Sources};

pub use check::{Intervals, operations};
pub use elaborate::{FUNCTIONS, Function};
pub use world::{Library, World};

/// What became of a file.
#[derive(Debug)]
pub struct Compilation {
    /// Every text that was read.
    pub sources: Sources,
    /// What was found wrong, in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// What is sound of what the file declares.
    pub program: ir::spec::Program,
}

/// Compiles a file: reads what it uses, elaborates and checks its spaces, and checks its sections.
pub fn compile(world: &dyn World, entry: &str, text: &str) -> Compilation {
    compile_with(world, entry, text, &[])
}

/// Compiles a file with values for parameters of its spaces, by name: a space takes those that it has.
pub fn compile_with(world: &dyn World, entry: &str, text: &str, arguments: &[(String, ir::Scalar)]) -> Compilation {
    let analysis = analysis::analyse(world, entry, text, arguments);
    Compilation { sources: analysis.modules.sources, diagnostics: analysis.diagnostics, program: analysis.program }
}
