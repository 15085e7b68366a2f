//! The names that are visible where elaboration stands.

use super::value::Value;
use crate::load::ModuleId;

/// The local names of one body, innermost last, over the names of its module.
#[derive(Debug, Clone)]
pub(super) struct Env {
    pub(super) module: ModuleId,
    scopes: Vec<Scope>,
}

#[derive(Debug, Clone)]
struct Scope {
    /// How many guards were open when the scope began: what is appended later is under the further ones.
    guards: usize,
    names: Vec<(String, Value)>,
}

impl Env {
    pub(super) fn new(module: ModuleId, guards: usize) -> Self {
        Self { module, scopes: vec![Scope { guards, names: vec![] }] }
    }

    pub(super) fn push(&mut self, guards: usize) {
        self.scopes.push(Scope { guards, names: vec![] });
    }

    pub(super) fn pop(&mut self) {
        self.scopes.pop();
    }

    /// Names a value in the innermost scope; `_` names nothing.
    pub(super) fn define(&mut self, name: &str, value: Value) {
        if name == "_" {
            return;
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.push((name.to_owned(), value));
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.scopes.iter().rev().find_map(|it| it.names.iter().rev().find(|it| it.0 == name)).map(|it| &it.1)
    }

    /// Returns the place of a name, and how many guards were open when its scope began.
    pub(super) fn place(&mut self, name: &str) -> Option<(usize, &mut Value)> {
        self.scopes.iter_mut().rev().find_map(|scope| {
            let guards = scope.guards;
            scope.names.iter_mut().rev().find(|it| it.0 == name).map(|it| (guards, &mut it.1))
        })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.scopes.iter().flat_map(|it| it.names.iter().map(|it| it.0.as_str()))
    }
}
