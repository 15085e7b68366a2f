//! Bounds of the peak of what is alive.

use super::{
    exclusive::{Given as Amounts, Join, Tree},
    interval::Intervals,
    presence::{Parts, Presence},
    region::{Layout, Region},
    rough::{Ends, Rough},
};
use crate::ir::{Edge, Space};

impl Rough<'_> {
    /// The peak of what is alive.
    pub(super) fn memory(&mut self, region: &Region, enough: i64) -> Ends {
        let held = self.held();
        let most = self.peak(region, &held, enough);
        let least: Vec<i64> = held.iter().map(|it| it[0]).collect();
        let taken = |question| self.answers(region, question);
        [self.tree.best(Join::Peak, i64::min, Amounts { amounts: &least, answers: &taken }), most]
    }

    /// The greatest of what is held, no less than enough. Steps are looked at closely as long as one may hold more.
    fn peak(&mut self, region: &Region, held: &[Ends], enough: i64) -> i64 {
        let mut steps: Vec<usize> = (0..held.len()).filter(|it| held[*it][1] > enough).collect();
        steps.sort_by_key(|it| std::cmp::Reverse(held[*it][1]));
        let mut peak = enough;
        if steps.is_empty() {
            return peak.min(held.iter().map(|it| it[1]).max().unwrap_or(0));
        }
        let until = self.until_last();
        for step in steps {
            if held[step][1] <= peak {
                break;
            }
            let most = held[step][1].min(self.roughly(region, step, &until));
            if most > peak {
                peak = peak.max(most.min(self.closely(region, step, &until)));
            }
        }
        peak
    }

    /// The position up to which each operation's value may be needed.
    fn until_last(&self) -> Vec<usize> {
        let size = self.places.len();
        let mut until: Vec<usize> = (0..size).collect();
        until[self.space.output.0 as usize] = size;
        for at in (0..size).rev().filter(|it| self.exists[*it] != Presence::Never) {
            let used = if self.places[at].is_select { until[at] } else { at };
            for (source, _) in self.inputs(at) {
                until[source] = until[source].max(used);
            }
        }
        until
    }

    /// As [`Self::closely`], of all values that may be needed then.
    fn roughly(&mut self, region: &Region, step: usize, until: &[usize]) -> i64 {
        let own = &self.places[step].guard;
        let is_held =
            |it: &usize| until[*it] >= step && !self.places[*it].is_select && self.exists[*it] != Presence::Never;
        let held: Vec<usize> = (0..=step).filter(is_held).collect();
        self.extra += step / 8 + 4 * held.len();
        let bytes: Vec<i64> = held.iter().map(|it| self.bytes(*it)[1]).collect();
        let guards: Vec<&Parts> = held.iter().map(|it| &self.places[*it].guard).collect();
        let taken = |question| self.answers(region, question) & own.mask(question);
        Tree::new(&guards).best(Join::Sum, i64::max, Amounts { amounts: &bytes, answers: &taken })
    }

    /// The most that is held while an operation runs: of what excludes each other, or the operation, only one counts.
    fn closely(&mut self, region: &Region, step: usize, until: &[usize]) -> i64 {
        let own = &self.places[step].guard;
        let mut uses = vec![];
        let mut looked = 0;
        for at in (0..=step).filter(|it| until[*it] >= step) {
            let place = &self.places[at];
            if place.is_select || self.exists[at] == Presence::Never {
                continue;
            }
            let bytes = self.bytes(at)[1];
            let mut held = Use { bytes: 0, parts: None };
            if at == step || at == self.space.output.0 as usize {
                held.add(bytes, &place.guard);
            } else {
                self.uses(region, at, (step, Use { bytes, parts: Some(place.guard.clone()) }), &mut held, &mut looked);
            }
            if let Use { bytes, parts: Some(parts) } = held {
                uses.push((bytes, parts));
            }
        }
        self.extra += step / 8 + uses.len() * 8 + looked;
        let bytes: Vec<i64> = uses.iter().map(|it| it.0).collect();
        let guards: Vec<&Parts> = uses.iter().map(|it| &it.1).collect();
        let taken = |question| self.answers(region, question) & own.mask(question);
        Tree::new(&guards).best(Join::Sum, i64::max, Amounts { amounts: &bytes, answers: &taken })
    }

    /// Finds the uses of a value while an operation runs, or behind it, that do not exclude that. What a select forwards is
    /// no larger than the select's own value.
    fn uses(&self, region: &Region, at: usize, (step, path): (usize, Use), held: &mut Use, looked: &mut usize) {
        let own = &self.places[step].guard;
        let output = self.space.output.0 as usize;
        for (user, parts) in self.users[at].iter().filter(|it| self.exists[it.0] != Presence::Never) {
            let mut parts = parts.clone();
            path.parts.iter().for_each(|it| parts.meet(it));
            *looked += 4 + parts.0.len();
            if parts.0.iter().any(|it| self.answers(region, it.0) & it.1 & own.mask(it.0) == 0) {
                continue;
            }
            let is_select = self.places[*user].is_select;
            if is_select && *user != output {
                let bytes = path.bytes.min(self.bytes(*user)[1]);
                self.uses(region, *user, (step, Use { bytes, parts: Some(parts) }), held, looked);
            } else if is_select || *user >= step {
                held.add(path.bytes, &parts);
            }
        }
    }

    /// What is held while each operation runs, given what its existence asks of single decisions. A value that only a
    /// select takes belongs to the select once all that it may forward is computed: of those only one exists.
    pub(super) fn held(&self) -> Vec<Ends> {
        let size = self.places.len();
        let inputs: Vec<Vec<(usize, Presence)>> = (0..size)
            .map(|at| if self.exists[at] == Presence::Never { vec![] } else { self.inputs(at).collect() })
            .collect();
        let alive = self.alive(&inputs);
        let mut change = vec![[0_i64; 2]; size + 2];
        for (at, value) in alive.iter().enumerate() {
            for end in [0, 1] {
                if let Some(last) = value.until[end] {
                    change[at][end] = change[at][end].saturating_add(value.bytes[end]);
                    change[last + 1][end] = change[last + 1][end].saturating_sub(value.bytes[end]);
                }
            }
        }
        let mut now = [0_i64; 2];
        let mut held = vec![[0, 0]; size];
        for at in 0..size {
            now = [now[0].saturating_add(change[at][0]), now[1].saturating_add(change[at][1])];
            if self.places[at].is_select || self.exists[at] == Presence::Never {
                continue;
            }
            let sure = inputs[at].iter().filter(|it| it.1 == Presence::Surely).map(|it| it.0);
            let mut own: Vec<usize> = sure.chain([at]).collect();
            own.sort_unstable();
            own.dedup();
            // What it takes, and its own value, may not be among what is held in any case.
            own.retain(|it| alive[*it].until[0].is_none_or(|it| it < at));
            held[at] = [own.iter().map(|it| alive[*it].bytes[0]).fold(now[0], i64::saturating_add), now[1]];
        }
        held
    }

    /// How long each node's value is alive.
    fn alive(&self, inputs: &[Vec<(usize, Presence)>]) -> Vec<Alive> {
        let size = self.places.len();
        let mut users = vec![0_u32; size];
        inputs.iter().flatten().for_each(|it| users[it.0] += 1);
        let mut alive: Vec<Alive> = Vec::with_capacity(size);
        for (at, taken) in inputs.iter().enumerate() {
            let until = match self.exists[at] {
                Presence::Never => [None, None],
                Presence::Maybe => [None, Some(at)],
                Presence::Surely => [Some(at), Some(at)],
            };
            let bytes = if self.places[at].is_select {
                let own = taken.iter().filter(|it| users[it.0] == 1).map(|it| alive[it.0].bytes);
                let is_all = taken.iter().all(|it| users[it.0] == 1);
                let least = if is_all { own.clone().map(|it| it[0]).min() } else { None };
                [least.unwrap_or(0), own.map(|it| it[1]).max().unwrap_or(0)]
            } else {
                self.bytes(at)
            };
            alive.push(Alive { bytes, until });
        }
        let until = self.until(inputs, &users);
        for (value, until) in alive.iter_mut().zip(until) {
            value.until = [value.until[0].map(|_| until[0]), value.until[1].map(|_| until[1])];
        }
        alive
    }

    /// The position up to which each value is needed, given that it exists: at least, and at most.
    fn until(&self, inputs: &[Vec<(usize, Presence)>], users: &[u32]) -> Vec<[usize; 2]> {
        let size = self.places.len();
        let mut until: Vec<[usize; 2]> = (0..size).map(|it| [it, it]).collect();
        until[self.space.output.0 as usize] = [size; 2];
        for at in (0..size).rev().filter(|it| self.exists[*it] != Presence::Never) {
            for group in &self.uses[at] {
                let (mut any, mut sure) = (usize::MAX, 0);
                for (user, presence) in self.present(&group.uses) {
                    let user = user.node;
                    let last = match (self.places[user].is_select, users[at]) {
                        // What only a select takes is counted there from then on.
                        (true, 1) => user - 1,
                        (true, _) => until[user][0],
                        (false, _) => user,
                    };
                    any = any.min(last);
                    if presence == Presence::Surely {
                        sure = sure.max(last);
                    }
                }
                let any = if group.is_total && any != usize::MAX { any } else { 0 };
                until[at][0] = until[at][0].max(any).max(sure);
            }
            let is_select = self.places[at].is_select;
            let used = if is_select { until[at][1] } else { at };
            for (source, _) in &inputs[at] {
                let used = if is_select && users[*source] == 1 { at - 1 } else { used };
                until[*source][1] = until[*source][1].max(used);
            }
        }
        until
    }
}

/// The nodes that may take each node's value, and what that asks.
pub(super) fn users(context: (&Space, &Layout, &Intervals)) -> Vec<Vec<(usize, Parts)>> {
    let mut users = vec![vec![]; context.0.nodes.len()];
    for (at, node) in context.0.nodes.iter().enumerate() {
        let parts = |it: &Edge| (at, Parts::new(context, &[it.guard, node.guard]));
        node.inputs.iter().for_each(|it| users[it.source.0 as usize].push(parts(it)));
    }
    users
}

/// How many bytes a use keeps, and what it asks.
#[derive(Debug, Clone)]
struct Use {
    bytes: i64,
    parts: Option<Parts>,
}

impl Use {
    /// Joins another use with those before.
    fn add(&mut self, bytes: i64, parts: &Parts) {
        self.bytes = self.bytes.max(bytes);
        match &mut self.parts {
            Some(own) => own.join(parts),
            None => self.parts = Some(parts.clone()),
        }
    }
}

/// A value while it is held.
#[derive(Debug, Clone, Copy)]
struct Alive {
    bytes: Ends,
    /// The position up to which it surely is, and up to which it may be.
    until: [Option<usize>; 2],
}
