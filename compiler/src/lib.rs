//! The compiler of nas: from source text to a checked search space, and what can be known about it.
//!
//! Pure: no file system, no clock, no randomness of its own, no burn.

pub mod architectures;
mod check;
pub mod cost;
pub mod diagram;
mod elaborate;
mod errors;
pub mod instantiate;
pub mod ir;
pub mod load;
pub mod names;
pub mod ops;
pub mod point;
pub mod relax;
pub mod sample;
mod sections;
pub mod simplify;
pub mod vocabulary;
mod world;

use nas_grammar::{Diagnostic, Diagnostics, Sources};

use elaborate::Program;

pub use world::World;

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
    let mut diagnostics = Diagnostics::default();
    let modules = load::load(world, entry, text, &mut diagnostics);
    let names = names::collect(&modules, &mut diagnostics);
    let program = sections::compile(Program { modules: &modules, names: &names }, &mut diagnostics);
    Compilation { sources: modules.sources, diagnostics: diagnostics.sorted(), program }
}
