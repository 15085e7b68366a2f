//! Whether equal choices build equal networks in two spaces.

use indexmap::IndexMap;
use rand::Rng;

use super::joint::Joint;
use crate::{
    canonical::key,
    cost::is_feasible,
    feasible::{self, STATES},
    instantiate::instantiate,
    ir::{Assignment, Choice, Network, Operation},
    point::choices,
};

/// The most architectures that are all built; of more, as many are drawn.
const BUILT: u32 = 200;

/// How the networks of shared architectures differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Networks {
    /// How many architectures were built in both spaces.
    pub built: usize,
    /// Whether that are all that both spaces have; else they were drawn, each equally likely.
    pub is_all: bool,
    /// How many of them are different networks in the two spaces.
    pub different: usize,
    /// The first of these.
    pub example: Option<Example>,
}

/// An architecture of both spaces that is not the same network in both.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What it chooses, by decision.
    pub choices: IndexMap<String, Choice>,
    /// The operations that only the left network has, each with how many alike there are more than in the right one.
    pub lost: Vec<(Operation, usize)>,
    /// The operations that only the right network has.
    pub gained: Vec<(Operation, usize)>,
}

/// Builds architectures of both spaces: all where there are few, else a sample.
pub(super) fn compare(joint: &Joint<'_>, rng: &mut impl Rng) -> Networks {
    let (paths, _) = feasible::count(&joint.automaton, STATES);
    let is_all = *paths.count() <= BUILT.into();
    let paths = (0..BUILT).map_while(|it| if is_all { paths.get(it.into()) } else { paths.draw(rng) });
    let mut networks = Networks { built: 0, is_all, different: 0, example: None };
    for path in paths {
        networks.add(joint, &path.assignment);
    }
    networks
}

impl Networks {
    fn add(&mut self, joint: &Joint<'_>, assignment: &Assignment) {
        let sides = joint.apart(assignment);
        if !sides.iter().all(|(space, assignment)| is_feasible(space, assignment)) {
            return;
        }
        self.built += 1;
        let networks = sides.each_ref().map(|(space, assignment)| instantiate(space, assignment));
        if are_same(&networks) {
            return;
        }
        self.different += 1;
        self.example.get_or_insert_with(|| {
            let [left, right] = networks.each_ref().map(operations);
            let choices = choices(sides[0].0, &sides[0].1);
            Example { choices, lost: without(&left, &right), gained: without(&right, &left) }
        });
    }
}

fn are_same(networks: &[Network; 2]) -> bool {
    let [left, right] = networks.each_ref().map(key);
    left == right
}

/// How many operations there are of each kind: alike are those with equal arguments and operands of equal shapes.
type Kinds = IndexMap<String, (Operation, usize)>;

fn operations(network: &Network) -> Kinds {
    let mut kinds = Kinds::new();
    for (at, operation) in network.operations.iter().enumerate() {
        kinds.entry(network.key(at)).or_insert_with(|| (operation.clone(), 0)).1 += 1;
    }
    kinds
}

fn without(operations: &Kinds, others: &Kinds) -> Vec<(Operation, usize)> {
    let more = |(key, (operation, count)): (&String, &(Operation, usize))| {
        let more = count.saturating_sub(others.get(key).map_or(0, |it| it.1));
        (more > 0).then(|| (operation.clone(), more))
    };
    operations.iter().filter_map(more).collect()
}
