//! Two bounds that together take too many states: those that meet the one, without those of them that break the other.

use super::{Automaton, Quantity, paths::Paths};

impl Automaton {
    /// Where two bounds take more than so many states, the paths that meet the one that fewer meet, exactly, and an
    /// automaton of which those count that break the other: its bounds are the one and the opposite of the other.
    pub(crate) fn split(&self, states: usize) -> Option<(Paths, Self)> {
        let (automaton, rest) = self.met(Paths::few(states));
        let [first, second] = rest.as_slice() else { return None };
        let alone = |it| Paths::held(automaton.clone(), automaton.held(std::slice::from_ref(it))?, states);
        let (paths, other) = match (alone(first), alone(second)) {
            (Some(one), Some(other)) if other.count() < one.count() => (other, first),
            (Some(one), _) => (one, second),
            (None, Some(other)) => (other, first),
            (None, None) => return None,
        };
        let [(_, quantity, _)] = other[..] else { return None };
        Some((paths, automaton.turned(quantity)))
    }

    /// The same paths with the opposite of a bound: `sum > bound` is `-sum <= -bound - 1`.
    fn turned(mut self, quantity: usize) -> Self {
        if let Quantity::Bounded { bound, .. } = &mut self.quantities[quantity] {
            *bound = -*bound - 1;
        }
        self.base[quantity] = -self.base[quantity];
        let edges = self.states.iter_mut().flat_map(|it| &mut it.edges);
        edges.for_each(|it| it.weights[quantity] = -it.weights[quantity]);
        self
    }
}
