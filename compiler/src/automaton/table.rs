//! Sums of paths, and how many paths have each.

use num_traits::NumAssign;

/// Sums, ascending, and how many paths have each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table<N> {
    pub(super) sums: Vec<i64>,
    pub(super) counts: Vec<N>,
}

impl<N: NumAssign + Clone> Table<N> {
    /// No path.
    pub(super) fn empty() -> Self {
        Self { sums: vec![], counts: vec![] }
    }

    /// The path without any edge.
    pub(super) fn one() -> Self {
        Self { sums: vec![0], counts: vec![N::one()] }
    }

    /// How many paths have a sum.
    pub(super) fn of(&self, sum: i64) -> N {
        self.sums.binary_search(&sum).map_or_else(|_| N::zero(), |it| self.counts[it].clone())
    }

    /// Counts the paths with each sum or a smaller one.
    pub(super) fn accumulate(&mut self) {
        let mut all = N::zero();
        for count in &mut self.counts {
            all += count.clone();
            *count = all.clone();
        }
    }

    /// How many paths have a sum between two numbers, both included, once they are accumulated.
    pub(super) fn between(&self, [least, most]: [i64; 2]) -> N {
        let below = |end: usize| end.checked_sub(1).map_or_else(N::zero, |it| self.counts[it].clone());
        let [start, end] = self.places([least, most]);
        below(end) - below(start)
    }

    /// Where the sums between two numbers, both included, begin and end.
    pub(super) fn places(&self, [least, most]: [i64; 2]) -> [usize; 2] {
        let end = self.sums.partition_point(|it| *it <= most);
        [self.sums[..end].partition_point(|it| *it < least), end]
    }

    /// Adds how many paths have a sum between each two numbers, which descend, once they are accumulated.
    pub(super) fn add(&self, between: impl Iterator<Item = [i64; 2]>, to: &mut [N]) {
        let [mut start, mut end] = [self.sums.len(); 2];
        for ([least, most], count) in between.zip(to) {
            start -= self.sums[..start].iter().rev().take_while(|it| **it >= least).count();
            end -= self.sums[..end].iter().rev().take_while(|it| **it > most).count();
            if start < end {
                *count += self.counts[end - 1].clone();
                if let Some(before) = start.checked_sub(1) {
                    *count -= self.counts[before].clone();
                }
            }
        }
    }

    /// The part between two numbers, with something added to every sum.
    fn shifted(&self, [least, most]: [i64; 2], weight: i64) -> Self {
        let start = self.sums.partition_point(|it| it + weight < least);
        let end = self.sums.partition_point(|it| it + weight <= most).max(start);
        Self {
            sums: self.sums[start..end].iter().map(|it| it + weight).collect(),
            counts: self.counts[start..end].to_vec(),
        }
    }

    /// The sums of both.
    fn with(self, other: Self) -> Self {
        let mut both = Self { sums: Vec::with_capacity(self.sums.len()), counts: Vec::with_capacity(self.sums.len()) };
        let mut own = self.sums.into_iter().zip(self.counts).peekable();
        let mut others = other.sums.into_iter().zip(other.counts).peekable();
        loop {
            let next = match (own.peek(), others.peek()) {
                (Some((first, _)), Some((second, _))) if first <= second => own.next(),
                (Some(_), None) => own.next(),
                _ => others.next(),
            };
            let Some((sum, count)) = next else { return both };
            match both.counts.last_mut() {
                Some(last) if both.sums.last() == Some(&sum) => *last += count,
                _ => {
                    both.sums.push(sum);
                    both.counts.push(count);
                }
            }
        }
    }
}

/// Adds up tables, each with a weight that is added to its sums, as far as sums lie between two numbers; nothing if there
/// are more than so many.
pub(super) fn merged<'a, N: NumAssign + Clone + 'a>(
    parts: impl Iterator<Item = (&'a Table<N>, i64)>,
    between: [i64; 2],
    limit: usize,
) -> Option<Table<N>> {
    let mut tables: Vec<Table<N>> = vec![];
    // Tables of like size are joined, so that each sum is copied few times.
    for (table, weight) in parts {
        let mut table = table.shifted(between, weight);
        while let Some(last) = tables.pop_if(|it| it.sums.len() <= 2 * table.sums.len()) {
            table = last.with(table);
            if table.sums.len() > limit {
                return None;
            }
        }
        tables.push(table);
    }
    let all = tables.into_iter().rev().reduce(Table::with).unwrap_or_else(Table::empty);
    (all.sums.len() <= limit).then_some(all)
}
