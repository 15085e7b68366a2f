//! The cheapest of the paths whose sum is within bounds, in halves.

use num_traits::NumAssign;

use super::{Automaton, halves::Halves, paths::Path, table::Table, ways::Way};

/// By state and sum of its table, the best that paths with it have.
type Best = [Vec<Option<i64>>];

/// The sums of a table, and the best that paths with each have.
type Told<'a> = (&'a [i64], &'a [Option<i64>]);

/// A state and a place in its table.
type Place = (usize, usize);

/// Two halves and the way between them.
struct Whole<'a> {
    value: i64,
    first: Place,
    way: &'a Way,
    second: usize,
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Aim<'a> {
    automaton: &'a Automaton,
    /// What is to be least or greatest.
    quantity: usize,
    choose: fn(i64, i64) -> i64,
}

impl Aim<'_> {
    fn join(self, left: i64, right: i64) -> i64 {
        self.automaton.quantities[self.quantity].join(left, right)
    }

    /// The better of what may be nothing.
    fn better(self, left: Option<i64>, right: Option<i64>) -> Option<i64> {
        match (left, right) {
            (Some(left), Some(right)) => Some((self.choose)(left, right)),
            (left, right) => left.or(right),
        }
    }

    /// Betters what is known of the sums of a table by the paths that lead over a way, whose sums are in another.
    fn better_by(self, sums: &[i64], best: &mut [Option<i64>], by: Told<'_>, way: &Way) {
        let weights = [way.weight, way.weight_of(self.automaton, self.quantity)];
        let mut at = 0;
        for (sum, value) in by.0.iter().zip(by.1) {
            let sum = sum + weights[0];
            while sums.get(at).is_some_and(|it| *it < sum) {
                at += 1;
            }
            if sums.get(at) == Some(&sum) {
                let value = value.map(|it| self.join(it, weights[1]));
                best[at] = self.better(best[at], value);
            }
        }
    }
}

impl Aim<'_> {
    /// The way over which a sum has its best value, and the place in the table there.
    fn along<'a, 't, N: 't>(
        self,
        ways: impl Iterator<Item = &'a Way>,
        end: impl Fn(&Way) -> (&'t Table<N>, &'t Vec<Option<i64>>),
        (sum, value): (i64, Option<i64>),
    ) -> Option<(&'a Way, usize)> {
        ways.into_iter().find_map(|way| {
            let (table, best) = end(way);
            let weights = [way.weight, way.weight_of(self.automaton, self.quantity)];
            let place = table.sums.binary_search(&(sum - weights[0])).ok()?;
            (best[place].map(|it| self.join(it, weights[1])) == value).then_some((way, place))
        })
    }
}

impl<N: NumAssign + PartialOrd + Clone> Halves<N> {
    /// Whether a path is one of these.
    pub(super) fn holds(&self, automaton: &Automaton, path: &Path) -> bool {
        let sum = path.sums[self.held.quantity] - automaton.base[self.held.quantity];
        (self.held.least..=self.held.most).contains(&sum)
    }

    /// The path with the least or the greatest sum of a quantity.
    pub(super) fn extreme(&self, automaton: &Automaton, quantity: usize, choose: fn(i64, i64) -> i64) -> Option<Path> {
        let aim = Aim { automaton, quantity, choose };
        let (before, after) = (self.best_before(aim), self.best_after(aim));
        let mut found: Option<Whole<'_>> = None;
        for way in self.ways.outgoing[..self.middle].iter().flatten().filter(|it| it.target >= self.middle) {
            let weights = [way.weight, way.weight_of(automaton, quantity)];
            let ranges = Ranges::new(&after[way.target], aim);
            for (at, sum) in self.before[way.source].sums.iter().enumerate() {
                let [start, end] = self.after[way.target].places(self.held.after(sum + weights[0]));
                let Some((second, place)) = ranges.best(start, end) else { continue };
                let Some(first) = before[way.source][at] else { continue };
                let value = aim.join(aim.join(first, weights[1]), second);
                if found.as_ref().is_none_or(|it| choose(it.value, value) != it.value) {
                    found = Some(Whole { value, first: (way.source, at), way, second: place });
                }
            }
        }
        let Whole { first, way, second, .. } = found?;
        let mut path = automaton.start();
        self.walk_back(aim, &before, first, &mut path)?;
        way.take(automaton, &mut path);
        self.walk_on(aim, &after, (way.target, second), &mut path)?;
        Some(path)
    }

    /// The best way to each sum of the first half.
    fn best_before(&self, aim: Aim<'_>) -> Vec<Vec<Option<i64>>> {
        let mut best: Vec<Vec<Option<i64>>> = self.before.iter().map(|it| vec![None; it.sums.len()]).collect();
        best[0].fill(Some(0));
        for way in self.ways.incoming[..self.middle].iter().flatten() {
            let (sources, own) = best.split_at_mut(way.target);
            let by = (self.before[way.source].sums.as_slice(), sources[way.source].as_slice());
            aim.better_by(&self.before[way.target].sums, &mut own[0], by, way);
        }
        best
    }

    /// The best way on for each sum of the second half.
    fn best_after(&self, aim: Aim<'_>) -> Vec<Vec<Option<i64>>> {
        let mut best: Vec<Vec<Option<i64>>> = self.after.iter().map(|it| vec![None; it.sums.len()]).collect();
        if let Some(last) = best.last_mut() {
            last.fill(Some(0));
        }
        for way in self.ways.outgoing[self.middle..].iter().rev().flatten() {
            let (own, targets) = best.split_at_mut(way.target);
            let by = (self.after[way.target].sums.as_slice(), targets[0].as_slice());
            aim.better_by(&self.after[way.source].sums, &mut own[way.source], by, way);
        }
        best
    }

    fn walk_back(&self, aim: Aim<'_>, best: &Best, (mut state, mut at): Place, path: &mut Path) -> Option<()> {
        while state > 0 {
            let (sum, value) = (self.before[state].sums[at], best[state][at]);
            let ways = self.ways.incoming[state].iter();
            let (way, place) = aim.along(ways, |it| (&self.before[it.source], &best[it.source]), (sum, value))?;
            way.take(aim.automaton, path);
            (state, at) = (way.source, place);
        }
        Some(())
    }

    fn walk_on(&self, aim: Aim<'_>, best: &Best, (mut state, mut at): Place, path: &mut Path) -> Option<()> {
        while state + 1 < aim.automaton.states.len() {
            let (sum, value) = (self.after[state].sums[at], best[state][at]);
            let ways = self.ways.outgoing[state].iter();
            let (way, place) = aim.along(ways, |it| (&self.after[it.target], &best[it.target]), (sum, value))?;
            way.take(aim.automaton, path);
            (state, at) = (way.target, place);
        }
        Some(())
    }
}

/// The best of the numbers in any range: of the two halves of a range, the better of theirs.
struct Ranges<'a> {
    aim: Aim<'a>,
    /// A tree: the best of two stands at half their position, the numbers themselves in the second half.
    tree: Vec<Option<(i64, usize)>>,
}

impl<'a> Ranges<'a> {
    fn new(numbers: &[Option<i64>], aim: Aim<'a>) -> Self {
        let size = numbers.len();
        let mut tree = vec![None; 2 * size];
        for (at, number) in numbers.iter().enumerate() {
            tree[size + at] = number.map(|it| (it, at));
        }
        let mut ranges = Self { aim, tree };
        for at in (1..size).rev() {
            ranges.tree[at] = ranges.better(ranges.tree[2 * at], ranges.tree[2 * at + 1]);
        }
        ranges
    }

    fn better(&self, left: Option<(i64, usize)>, right: Option<(i64, usize)>) -> Option<(i64, usize)> {
        match (left, right) {
            (Some(left), Some(right)) => Some(if (self.aim.choose)(left.0, right.0) == left.0 { left } else { right }),
            (left, right) => left.or(right),
        }
    }

    /// The best number between two places, the second excluded, and where it is.
    fn best(&self, start: usize, end: usize) -> Option<(i64, usize)> {
        let size = self.tree.len() / 2;
        let (mut start, mut end) = (start + size, end + size);
        let mut best = None;
        while start < end {
            if start % 2 == 1 {
                best = self.better(best, self.tree[start]);
                start += 1;
            }
            if end % 2 == 1 {
                end -= 1;
                best = self.better(best, self.tree[end]);
            }
            (start, end) = (start / 2, end / 2);
        }
        best
    }
}
