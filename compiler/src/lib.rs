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
mod lint;
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

use nas_grammar::{Code, Diagnostic, Diagnostics, Sources};

use elaborate::Program;

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
    let mut diagnostics = Diagnostics::default();
    let modules = load::load(world, entry, text, &mut diagnostics);
    let is_whole = !diagnostics.has_errors();
    let names = names::collect(&modules, &mut diagnostics);
    if is_whole {
        lint::check(&modules, &names, &mut diagnostics);
    }
    let devices = sections::times(&modules, &mut diagnostics);
    let program = Program { modules: &modules, names: &names, devices: &devices };
    let program = sections::compile(program, arguments, &mut diagnostics);
    if !is_whole {
        // What could not be read is missing from the tree: that a name is unknown may only follow from that.
        diagnostics.retain(|it| !follows_from_missing(it.code));
    }
    if diagnostics.has_errors() {
        // A mistake may well be why a name is not used.
        diagnostics.retain(|it| it.code != &nas_grammar::codes::UNUSED_NAME);
    }
    Compilation { sources: modules.sources, diagnostics: diagnostics.sorted(), program }
}

fn follows_from_missing(code: &Code) -> bool {
    use nas_grammar::codes::{UNKNOWN_IMPORT, UNKNOWN_NAME, UNKNOWN_REFERENCE};
    [&UNKNOWN_NAME, &UNKNOWN_IMPORT, &UNKNOWN_REFERENCE].into_iter().any(|it| it == code)
}
