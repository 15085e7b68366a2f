//! Sums over nodes of which some exclude each other.
//!
//! Nodes that ask the same of the same decisions stand together in a tree, each below those that ask for less. Whatever a
//! decision takes, only what stands below that value exists. So the least of a sum is found from the leaves to the root:
//! at each decision the value that adds least. Where no decision stands in two places this is no bound but the least itself.

use super::presence::{Parts, Question};

/// What is asked of one decision, and what exists then.
#[derive(Debug)]
struct Branch {
    question: Question,
    mask: u64,
    tree: Tree,
}

/// Nodes by what they ask of decisions.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Positions of nodes that ask for nothing more.
    nodes: Vec<usize>,
    /// Ascending by decision and mask.
    branches: Vec<Branch>,
}

/// The smaller or the larger of two.
pub(super) type Choose = fn(i64, i64) -> i64;

/// What a sum is made of.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// What each node adds where it exists.
    pub(super) amounts: &'a [i64],
    /// The answers that are possible to each question.
    pub(super) answers: &'a dyn Fn(Question) -> u64,
}

/// How amounts are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// They are added.
    Sum,
    /// The greatest counts.
    Peak,
}

impl Join {
    fn of(self, left: i64, right: i64) -> i64 {
        match self {
            Self::Sum => left.saturating_add(right),
            Self::Peak => left.max(right),
        }
    }
}

impl Tree {
    /// Puts nodes where they belong.
    pub(super) fn new(guards: &[&Parts]) -> Self {
        let mut root = Self::default();
        for (at, guard) in guards.iter().enumerate() {
            let mut tree = &mut root;
            for (question, mask) in &guard.0 {
                let key = (*question, *mask);
                let place = tree.branches.binary_search_by_key(&key, |it| (it.question, it.mask));
                let place = place.unwrap_or_else(|place| {
                    tree.branches.insert(place, Branch { question: key.0, mask: key.1, tree: Self::default() });
                    place
                });
                tree = &mut tree.branches[place].tree;
            }
            tree.nodes.push(at);
        }
        root
    }

    /// The least, or the greatest, of what nodes add.
    pub(super) fn best(&self, join: Join, choose: Choose, given: Given<'_>) -> i64 {
        let own = self.nodes.iter().map(|it| given.amounts[*it]).fold(0, |all, it| join.of(all, it));
        self.branches.chunk_by(|it, next| it.question == next.question).fold(own, |all, branches| {
            let values = each(branches, join, choose, given);
            join.of(all, values.map(|it| it.1).reduce(choose).unwrap_or(0))
        })
    }

    /// Notes the value of each decision at which the best is reached.
    pub(super) fn prefer(&self, join: Join, choose: Choose, given: Given<'_>, preferred: &mut [Option<u32>]) {
        for branches in self.branches.chunk_by(|it, next| it.question == next.question) {
            let question = branches[0].question;
            let values = each(branches, join, choose, given);
            let best = values.reduce(|best, it| if it.1 != best.1 && choose(it.1, best.1) == it.1 { it } else { best });
            let Some((best, _)) = best else { continue };
            let value = match preferred.get_mut(question) {
                Some(preferred) => *preferred.get_or_insert(best),
                None => best,
            };
            for it in branches.iter().filter(|it| it.mask >> value & 1 != 0) {
                it.tree.prefer(join, choose, given, preferred);
            }
        }
    }
}

/// What each value of a decision adds.
fn each(branches: &[Branch], join: Join, choose: Choose, given: Given<'_>) -> impl Iterator<Item = (u32, i64)> {
    let below: Vec<(u64, i64)> = branches.iter().map(|it| (it.mask, it.tree.best(join, choose, given))).collect();
    let taken = (given.answers)(branches[0].question);
    (0..64).filter(move |it| taken >> it & 1 != 0).map(move |value| {
        let some = below.iter().filter(|it| it.0 >> value & 1 != 0);
        (value, some.fold(0, |all, it| join.of(all, it.1)))
    })
}
