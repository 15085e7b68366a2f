//! What a file is, with everything that was learned on the way: for tools that ask about places in it.

use nas_grammar::{Code, Diagnostic, Diagnostics, Span, codes};

use crate::{
    World, allow,
    elaborate::Program,
    ir::{self, Scalar},
    lint,
    load::{self, ModuleId, Modules, Parses},
    names::{self, Names},
    resolution::{self, Resolution},
    sections,
};

/// A file that was read, resolved and compiled.
#[derive(Debug)]
pub struct Analysis {
    /// The file and all modules that it uses.
    pub modules: Modules,
    /// What the names of each module's top level stand for.
    pub names: Names,
    /// What every name in every module stands for.
    pub resolution: Resolution,
    /// What was found wrong, in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// What is sound of what the file declares.
    pub program: ir::spec::Program,
}

impl Analysis {
    /// Returns the text at a place.
    pub fn text(&self, span: Span) -> &str {
        self.modules.sources.text(span)
    }
}

/// Analyses a file with values for parameters of its spaces.
pub fn analyse(world: &dyn World, entry: &str, text: &str, arguments: &[(String, Scalar)]) -> Analysis {
    analyse_again(world, (entry, text), arguments, &mut Parses::default())
}

/// Analyses a file as [`analyse`] does, and parses only what is not among some trees already.
pub fn analyse_again(
    world: &dyn World,
    (entry, text): (&str, &str),
    arguments: &[(String, Scalar)],
    parses: &mut Parses,
) -> Analysis {
    let mut diagnostics = Diagnostics::default();
    let modules = load::load(world, (entry, text), parses, &mut diagnostics);
    let is_whole = !diagnostics.has_errors();
    let names = names::collect(&modules, &mut diagnostics);
    let resolution = resolution::resolve(&modules, &names);
    if is_whole {
        lint::check(&modules, &names, &resolution, &mut diagnostics);
    }
    let devices = sections::times(&modules, &mut diagnostics);
    let program = Program { modules: &modules, names: &names, devices: &devices };
    let program = sections::compile(program, arguments, &mut diagnostics);
    if !is_whole {
        // What could not be read is missing from the tree: that a name is unknown may only follow from that.
        diagnostics.retain(|it| !follows_from_missing(it.code));
    }
    // Operations that are compared are told to be so: at the end of `a == none` stands no question of a name.
    let mistaken = diagnostics.iter().filter(|it| it.code == &codes::WRONG_TYPE).map(Diagnostic::span);
    let mistaken: Vec<Span> = mistaken.collect();
    let is_explained = |it: Span| mistaken.iter().any(|around| around.covers(it) && around.end == it.end);
    diagnostics.retain(|it| it.code != &codes::UNKNOWN_NAME || !is_explained(it.span()));
    if diagnostics.has_errors() {
        // A mistake may well be why a name is not used.
        diagnostics.retain(|it| it.code != &codes::UNUSED_NAME);
    }
    let entry = modules.get(ModuleId(0));
    diagnostics.retain(|it| !allow::allows(entry, it));
    Analysis { diagnostics: diagnostics.sorted(), program, resolution, names, modules }
}

/// Reads a file and finds out what its names stand for, but compiles nothing of it.
pub fn look_up(world: &dyn World, entry: &str, text: &str) -> Analysis {
    let mut diagnostics = Diagnostics::default();
    let modules = load::load(world, (entry, text), &mut Parses::default(), &mut diagnostics);
    let names = names::collect(&modules, &mut diagnostics);
    let resolution = resolution::resolve(&modules, &names);
    let program = ir::spec::Program::default();
    Analysis { diagnostics: diagnostics.sorted(), program, resolution, names, modules }
}

fn follows_from_missing(code: &Code) -> bool {
    [&codes::UNKNOWN_NAME, &codes::UNKNOWN_IMPORT, &codes::UNKNOWN_REFERENCE].into_iter().any(|it| it == code)
}
