//! The names that are visible where elaboration stands.

use super::value::Value;
use crate::load::ModuleId;

/// The local names of one body, innermost last, over the names of its module.
#[derive(Debug, Clone)]
pub(super) struct Env<'a> {
    pub(super) module: ModuleId,
    names: Vec<(&'a str, Value)>,
    scopes: Vec<Scope>,
}

#[derive(Debug, Clone, Copy)]
struct Scope {
    /// How many guards were open when the scope began: what is appended later is under the further ones.
    guards: usize,
    /// How many names were visible.
    names: usize,
}

impl<'a> Env<'a> {
    pub(super) fn new(module: ModuleId, guards: usize) -> Self {
        Self { module, names: vec![], scopes: vec![Scope { guards, names: 0 }] }
    }

    pub(super) fn push(&mut self, guards: usize) {
        self.scopes.push(Scope { guards, names: self.names.len() });
    }

    pub(super) fn pop(&mut self) {
        if let Some(scope) = self.scopes.pop() {
            self.names.truncate(scope.names);
        }
    }

    /// Names a value in the innermost scope; `_` names nothing.
    pub(super) fn define(&mut self, name: &'a str, value: Value) {
        if name != "_" {
            self.names.push((name, value));
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.names.iter().rev().find(|it| it.0 == name).map(|it| &it.1)
    }

    /// Returns the place of a name, and how many guards were open when its scope began.
    pub(super) fn place(&mut self, name: &str) -> Option<(usize, &mut Value)> {
        let at = self.names.iter().rposition(|it| it.0 == name)?;
        let scope = self.scopes.iter().rev().find(|it| it.names <= at)?;
        Some((scope.guards, &mut self.names[at].1))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.names.iter().map(|it| it.0)
    }
}
