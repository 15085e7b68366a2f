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
pub mod sample;
pub mod simplify;
mod world;

use indexmap::IndexMap;
use nas_grammar::{Diagnostics, Sources, ast};

use elaborate::{Program, elaborate};
use names::ItemId;

pub use world::World;

/// What became of a file.
#[derive(Debug)]
pub struct Compilation {
    /// Every text that was read.
    pub sources: Sources,
    /// What was found wrong, in source order.
    pub diagnostics: Vec<nas_grammar::Diagnostic>,
    /// The sound spaces, by name.
    pub spaces: IndexMap<String, ir::Space>,
}

/// Compiles a file.
pub fn compile(world: &dyn World, entry: &str, text: &str) -> Compilation {
    let mut diagnostics = Diagnostics::default();
    let modules = load::load(world, entry, text, &mut diagnostics);
    let names = names::collect(&modules, &mut diagnostics);
    let program = Program { modules: &modules, names: &names };
    let mut spaces = IndexMap::new();
    for (at, item) in modules.list[0].ast.items.iter().enumerate() {
        let ast::Item::Space(space) = item else { continue };
        if space.params.iter().any(|it| it.default.is_none()) {
            continue;
        }
        let id = ItemId { module: load::ModuleId(0), item: at as u32 };
        if let Some(mut elaborated) = elaborate(program, id, &[], &mut diagnostics) {
            let before = diagnostics.errors();
            check::check(&mut elaborated, &mut diagnostics);
            if diagnostics.errors() == before {
                spaces.insert(space.name.text.clone(), elaborated.space);
            }
        }
    }
    Compilation { sources: modules.sources, diagnostics: diagnostics.sorted(), spaces }
}
