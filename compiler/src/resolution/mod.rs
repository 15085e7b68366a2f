//! What stands at a place: which use of a name refers to which definition, and which names can be seen from where.
//!
//! Names of a module's top level are looked up in [`crate::names`], primitives, functions and components in their
//! registries; a name inside of a body is the innermost one that was bound before it.

mod entries;
mod scope;
mod symbol;
mod walk;

use std::collections::BTreeMap;

use nas_grammar::{Span, ast};

pub use crate::{elaborate::types, sections::entries};
use crate::{load::Modules, names::Names};
pub use entries::registry;
pub use scope::{Local, Scope};
pub use symbol::{Named, NamedKind, Symbol};
use walk::Walker;

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Where it stands.
    pub span: Span,
    /// What it stands for.
    pub symbol: Symbol,
    /// Whether it names something here, or uses what is named elsewhere.
    pub role: Role,
}

/// Whether a name is given or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is named here.
    Definition,
    /// It is used here.
    Use,
    /// It is used here, and names an alternative by that: `oneof { identity }`.
    Alternative,
    /// A list that it names gets another item here.
    Append,
    /// It says which parameter an argument is for.
    Argument,
}

/// A name that stands for nothing.
#[derive(Debug, Clone)]
pub struct Unknown {
    /// The name.
    pub name: ast::Name,
    /// The nearest local name that can be seen from there, if one is near enough to be meant.
    pub near: Option<String>,
}

/// What every name of a program stands for.
#[derive(Debug, Clone, Default)]
pub struct Resolution {
    /// Every name in every module, in source order.
    pub occurrences: Vec<Occurrence>,
    /// Everything that a program names, by the place of its name.
    pub named: BTreeMap<Span, Named>,
    /// The bodies, each with the names that it binds; inner ones come after those around them.
    pub scopes: Vec<Scope>,
    /// The names in definitions and spaces that stand for nothing.
    pub unknown: Vec<Unknown>,
}

impl Resolution {
    /// Returns the name that stands at an offset of a file, or ends there.
    pub fn at(&self, file: nas_grammar::FileId, offset: usize) -> Option<&Occurrence> {
        let offset = offset as u32;
        let holds = |it: &&Occurrence| it.span.file == file && it.span.start <= offset && offset <= it.span.end;
        // Of two names that touch, the one that begins here is meant.
        self.occurrences.iter().rev().find(holds)
    }

    /// Goes over every occurrence of a symbol, in source order.
    pub fn of<'a>(&'a self, symbol: &'a Symbol) -> impl Iterator<Item = &'a Occurrence> {
        self.occurrences.iter().filter(move |it| it.symbol == *symbol)
    }

    /// Returns what a symbol stands for, if a program names it; what another module gave a new name is looked through.
    pub fn named(&self, symbol: &Symbol) -> Option<&Named> {
        let Symbol::Place(place) = symbol else { return None };
        let named = self.named.get(place)?;
        match named.kind {
            NamedKind::Alias(of) => self.named.get(&of),
            _ => Some(named),
        }
    }

    /// Returns the local names that can be seen from an offset of a file, the innermost last.
    pub fn visible(&self, file: nas_grammar::FileId, offset: usize) -> Vec<&Local> {
        let offset = offset as u32;
        let holds = |it: &&Scope| it.span.file == file && it.span.start < offset && offset <= it.span.end;
        let locals = self.scopes.iter().filter(holds).flat_map(|it| &it.names);
        locals.filter(|it| it.from <= offset).collect()
    }
}

/// Says what every name of every module stands for.
pub fn resolve(modules: &Modules, names: &Names) -> Resolution {
    let mut resolution = Resolution::default();
    for at in 0..modules.list.len() {
        symbol::declare(modules, crate::load::ModuleId(at as u16), &mut resolution);
    }
    for at in 0..modules.list.len() {
        Walker::new(modules, names, crate::load::ModuleId(at as u16), &mut resolution).module();
    }
    resolution.occurrences.sort_by_key(|it| (it.span, it.role != Role::Definition));
    // A parameter's default is walked with the parameter, dimensions may be met twice.
    resolution.occurrences.dedup_by(|second, first| second.span == first.span);
    resolution
}

/// Returns the comment that documents what stands at a place: the lines right before it that begin with `///`.
pub fn docs(modules: &Modules, span: Span) -> String {
    let Some(module) = modules.list.iter().find(|it| it.file == span.file) else { return String::new() };
    let text = &modules.sources.get(span.file).text;
    let mut lines = vec![];
    let mut start = span.start as usize;
    for comment in module.comments.iter().rev().filter(|it| it.span.end <= span.start) {
        let between = text.get(comment.span.end as usize..start).unwrap_or("x");
        let is_next = between.trim().is_empty() && between.matches('\n').count() == 1;
        let Some(line) = comment.text.strip_prefix("///").filter(|_| is_next) else { break };
        lines.push(line.strip_prefix(' ').unwrap_or(line));
        start = comment.span.start as usize;
    }
    lines.reverse();
    lines.join("\n")
}

/// Returns the comment at the head of a module: its lines that begin with `//!`.
pub fn module_docs(module: &crate::load::Module) -> String {
    let lines = module.comments.iter().map_while(|it| it.text.strip_prefix("//!"));
    lines.map(|it| it.strip_prefix(' ').unwrap_or(it)).collect::<Vec<_>>().join("\n")
}

/// The names that a pattern binds.
fn bound(pattern: &ast::Pattern) -> &[ast::Name] {
    match pattern {
        ast::Pattern::Name(name) => std::slice::from_ref(name),
        ast::Pattern::List(names, _) => names,
    }
}

#[cfg(test)]
mod tests;
