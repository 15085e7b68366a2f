//! The names that a body binds.

use nas_grammar::Span;

use super::Symbol;
use crate::names::ItemId;

/// A body and the names that it binds.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Where it stands.
    pub span: Span,
    /// Its names in the order of binding.
    pub names: Vec<Local>,
}

/// A local name.
#[derive(Debug, Clone)]
pub struct Local {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub symbol: Symbol,
    /// The offset from which it can be seen.
    pub from: u32,
    /// What is called when it is called, where that can be told.
    pub(super) callee: Option<Callee>,
}

/// What a call is of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Callee {
    Primitive(&'static crate::ops::Primitive),
    Definition(ItemId),
}
