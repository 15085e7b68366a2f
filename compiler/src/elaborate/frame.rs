//! Decision paths: where elaboration stands, in names.
//!
//! A path is made of the names of what surrounds the decision: cell instances, blocks and operations, loops by their
//! variable and its value, alternatives. A name that occurs again in the same surroundings is numbered: `conv#2`.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// How often each path was asked for. Inside of a cell instance counting starts anew at every use, so that the same
/// place gets the same path.
type Counts = IndexMap<Arc<str>, u32, FxBuildHasher>;

/// The levels from the space down to where elaboration stands.
#[derive(Debug)]
pub(super) struct Frames {
    /// The path of each level, and whether it is a cell instance's.
    levels: Vec<(Arc<str>, bool)>,
    counts: Vec<Counts>,
}

impl Frames {
    pub(super) fn new() -> Self {
        Self { levels: vec![], counts: vec![Counts::default()] }
    }

    /// Returns the path here of a name, numbered if the name was used here before.
    pub(super) fn unique(&mut self, name: &str) -> Arc<str> {
        let path = join(&self.path(), name);
        let Some(counts) = self.counts.last_mut() else { return path };
        let count = counts.entry(path.clone()).or_default();
        *count += 1;
        if *count == 1 { path } else { format!("{path}#{count}").into() }
    }

    /// Goes one level down, under a name.
    pub(super) fn enter(&mut self, name: &str) {
        let path = self.unique(name);
        self.enter_at(path);
    }

    /// Goes to a path.
    pub(super) fn enter_at(&mut self, path: Arc<str>) {
        self.levels.push((path, false));
    }

    /// Goes into a cell instance.
    pub(super) fn enter_instance(&mut self, path: Arc<str>) {
        self.levels.push((path, true));
        self.counts.push(Counts::default());
    }

    /// Goes back to where the last level was entered.
    pub(super) fn leave(&mut self) {
        if let Some((_, true)) = self.levels.pop() {
            self.counts.pop();
        }
    }

    /// Returns the path of this level.
    pub(super) fn path(&self) -> Arc<str> {
        self.levels.last().map_or_else(Arc::default, |it| it.0.clone())
    }

    /// Returns the path of the innermost cell instance, if this is inside of one.
    pub(super) fn instance(&self) -> Option<&str> {
        self.levels.iter().rev().find(|it| it.1).map(|it| &*it.0)
    }
}

/// Returns whether a path is another or below it.
pub(super) fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The path of a name under a path.
pub(super) fn join(prefix: &str, name: &str) -> Arc<str> {
    if prefix.is_empty() { name.into() } else { [prefix, ".", name].concat().into() }
}
