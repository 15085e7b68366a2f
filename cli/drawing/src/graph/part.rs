//! One use of a cell or block.

use std::collections::BTreeMap;

use super::{Graph, Op};

impl Graph {
    /// Returns only a part: a use of a cell or block, by its name or by its path; nothing if there is none. Of several
    /// uses it is the first with as many inputs as any has.
    pub fn part(&self, name: &str) -> Option<Self> {
        let scoped = self.scoped(name);
        // What an operation of choice has in a scope of its own name is not all of it.
        if scoped.as_ref().is_some_and(|it| it.ops.iter().any(is_decision)) {
            return scoped;
        }
        self.decided(name).or(scoped)
    }

    /// A use of a scope.
    fn scoped(&self, name: &str) -> Option<Self> {
        let first = self.ops.iter().position(|it| depth_of(&it.scope, name).is_some())?;
        let prefix = scope_prefix(&self.ops[first].scope, depth_of(&self.ops[first].scope, name)?);
        let mut best: Option<Self> = None;
        for (begin, end) in self.uses_of(&prefix) {
            let part = self.cut_out(&prefix, begin, end);
            if best.as_ref().is_none_or(|it| it.inputs() < part.inputs()) {
                best = Some(part);
            }
        }
        best
    }

    /// What is decided under a name, with all alternatives.
    fn decided(&self, name: &str) -> Option<Self> {
        let paths = self.ops.iter().filter(|it| is_decision(it)).filter_map(decision);
        let prefix = paths.into_iter().find_map(|it| Some(scope_prefix(it, depth_of(it, name)?)))?;
        let begins = |it: &Op| it.alternatives.iter().any(|it| is_within(&it.decision, &prefix));
        let first = self.ops.iter().position(begins)?;
        let mut seen = vec![];
        let mut end = first;
        for (at, op) in self.ops.iter().enumerate().skip(first).filter(|it| is_decision(it.1)) {
            let Some(path) = decision(op).filter(|it| is_within(it, &prefix)) else { continue };
            // The same decision again is another use.
            if seen.contains(&path) {
                break;
            }
            seen.push(path);
            end = at + 1;
        }
        (end > first).then(|| self.cut_out(&prefix, first, end))
    }

    /// The names that parts of the graph have, in the order of the graph.
    pub fn part_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = vec![];
        for name in self.ops.iter().flat_map(|it| it.scope.split('.')).filter_map(|it| it.split('#').next()) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn inputs(&self) -> usize {
        self.ops.iter().filter(|it| it.name == "input").count()
    }

    /// Where the uses of a scope begin and end.
    fn uses_of(&self, prefix: &str) -> Vec<(usize, usize)> {
        let is_inside = |at: usize| is_within(&self.ops[at].scope, prefix);
        let mut found = vec![];
        let mut at = 0;
        while at < self.ops.len() {
            let length = (at..self.ops.len()).take_while(|it| is_inside(*it)).count();
            let keys: Vec<(&str, &str)> =
                self.ops[at..at + length].iter().map(|it| (it.scope.as_str(), it.name.as_str())).collect();
            let links = |it: usize| {
                self.ops[it].inputs.iter().filter(|it| it.source >= at).map(move |to| (to.source - at, it - at))
            };
            let links: Vec<(usize, usize)> = (at..at + length).flat_map(links).collect();
            for use_length in uses(&keys, &links) {
                found.push((at, at + use_length));
                at += use_length;
            }
            at += usize::from(length == 0);
        }
        found.retain(|it| it.1 > it.0);
        found
    }

    fn cut_out(&self, title: &str, first: usize, end: usize) -> Self {
        let sources = self.ops[first..end].iter().flat_map(|it| &it.inputs).map(|it| it.source);
        // Older values come first: they have smaller positions.
        let mut outside: Vec<usize> = sources.filter(|it| *it < first).collect();
        outside.sort_unstable();
        outside.dedup();
        let mut part = Self { title: title.to_owned(), ops: vec![], prices: self.prices.clone() };
        let mut places = BTreeMap::new();
        let count = outside.len();
        for source in outside {
            places.insert(source, part.ops.len());
            let label = if count == 1 { "input".to_owned() } else { format!("input {}", part.ops.len() + 1) };
            let shape = self.ops[source].shape.clone();
            part.ops.push(Op { name: "input".to_owned(), label, shape, ..Op::default() });
        }
        for at in first..end {
            let mut op = self.ops[at].clone();
            op.inputs.iter_mut().for_each(|it| it.source = places[&it.source]);
            places.insert(at, part.ops.len());
            part.ops.push(op);
        }
        part
    }
}

/// The lengths of the uses that a run of one scope is made of: a use ends as the run ends, and nothing behind takes
/// values from its inside; `links` says what takes whose values, by position in the run. Where uses would be of very
/// different lengths, the run is a single one in which its end occurs before.
pub(crate) fn uses<K: PartialEq>(run: &[K], links: &[(usize, usize)]) -> Vec<usize> {
    let is_end = |it: usize| Some(&run[it]) == run.last();
    // Behind which positions values of an inside are still to come.
    let mut needed = vec![0; run.len() + 1];
    for (source, target) in links.iter().filter(|it| !is_end(it.0)) {
        needed[*source] = needed[*source].max(*target);
    }
    let mut begin = 0;
    let mut last_need = 0;
    let mut lengths = vec![];
    for (at, need) in needed.into_iter().enumerate().take(run.len()) {
        last_need = last_need.max(need);
        if is_end(at) && last_need <= at {
            lengths.push(at + 1 - begin);
            begin = at + 1;
        }
    }
    let (least, most) = (lengths.iter().min(), lengths.iter().max());
    match least.zip(most) {
        Some((least, most)) if 4 * most <= 5 * least => lengths,
        _ => vec![run.len()],
    }
}

/// Whether an operation forwards one of several named alternatives.
fn is_decision(op: &Op) -> bool {
    op.name == "select" && decision(op).is_some()
}

/// The path of the decision that says what an operation forwards.
fn decision(op: &Op) -> Option<&str> {
    op.inputs.iter().find_map(|it| it.alternative.as_ref()).map(|it| it.decision.as_str())
}

fn depth_of(scope: &str, name: &str) -> Option<usize> {
    let segments: Vec<&str> = scope.split('.').collect();
    let by_path = (1..=segments.len()).find(|it| segments[..*it].join(".") == name);
    let by_name = segments.iter().position(|it| it.split('#').next() == Some(name)).map(|it| it + 1);
    by_path.or(by_name)
}

/// The first segments of a scope.
pub(crate) fn scope_prefix(scope: &str, depth: usize) -> String {
    scope.split('.').take(depth).collect::<Vec<_>>().join(".")
}

/// Whether a scope is another one or lies in it.
pub(crate) fn is_within(scope: &str, outer: &str) -> bool {
    scope.strip_prefix(outer).is_some_and(|it| it.is_empty() || it.starts_with('.'))
}
