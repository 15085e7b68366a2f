//! How good a model is.

/// Means over all examples.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Metrics {
    /// The cross-entropy in nats.
    pub loss: f64,
    /// The share of examples whose most likely class is the right one.
    pub accuracy: f64,
    /// The share of examples whose right class is among the five most likely.
    pub top5: f64,
}

impl Metrics {
    /// Returns whether these are better than others: more accurate, or as accurate with less loss.
    pub fn better_than(&self, other: &Self) -> bool {
        match self.accuracy.total_cmp(&other.accuracy) {
            std::cmp::Ordering::Equal => self.loss < other.loss,
            order => order.is_gt(),
        }
    }
}

/// Sums over the examples seen so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    loss: f64,
    hits: usize,
    near: usize,
    examples: usize,
}

impl Tally {
    /// Scores one batch.
    ///
    /// # Shapes
    /// - `logits`: `[rows, classes]`, row by row
    /// - `targets`: distributions over classes, of the same shape; the likeliest class counts as the right one
    pub(crate) fn score(loss: f64, logits: &[f32], targets: &[f32], classes: usize) -> Self {
        let mut tally = Self { examples: logits.len() / classes.max(1), ..Self::default() };
        for (logits, targets) in logits.chunks(classes.max(1)).zip(targets.chunks(classes.max(1))) {
            let better = rank(logits, likeliest(targets));
            tally.hits += usize::from(better == 0);
            tally.near += usize::from(better < 5);
        }
        tally.loss = loss * tally.examples as f64;
        tally
    }

    /// Adds the examples of another tally.
    pub fn add(&mut self, other: &Self) {
        self.loss += other.loss;
        self.hits += other.hits;
        self.near += other.near;
        self.examples += other.examples;
    }

    /// Returns the mean loss.
    pub fn loss(&self) -> f64 {
        self.loss / self.examples as f64
    }

    /// Returns the means, if there is an example.
    pub fn metrics(&self) -> Option<Metrics> {
        let examples = self.examples as f64;
        (self.examples > 0).then(|| Metrics {
            loss: self.loss(),
            accuracy: self.hits as f64 / examples,
            top5: self.near as f64 / examples,
        })
    }
}

/// The first of the largest values.
fn likeliest(targets: &[f32]) -> usize {
    let best = |best: usize, index: usize| if targets[index] > targets[best] { index } else { best };
    (1..targets.len()).fold(0, best)
}

/// How many classes rank before one; of equal ones, those with smaller numbers. A model that says the same about all
/// classes so gains nothing from it.
fn rank(logits: &[f32], class: usize) -> usize {
    let own = logits[class];
    logits.iter().enumerate().filter(|(index, it)| own.total_cmp(it).then(index.cmp(&class)).is_lt()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accuracy_counts_the_first_and_top5_the_first_five() {
        let logits = [
            vec![0.1, 0.9, 0.3, 0.2, 0.5, 0.4, 0.0], // class 1 is first
            vec![0.6, 0.9, 0.3, 0.2, 0.5, 0.4, 0.0], // class 2 is fifth
            vec![0.6, 0.9, 0.3, 0.2, 0.5, 0.4, 0.0], // class 6 is last
            vec![0.0; 7],                            // class 5 is sixth of equals
        ]
        .concat();
        let mut targets = vec![0.0; 28];
        for (row, class) in [1, 2, 6, 5].into_iter().enumerate() {
            targets[row * 7 + class] = 1.0;
        }
        let metrics = Tally::score(0.5, &logits, &targets, 7).metrics().unwrap();
        assert_eq!(metrics, Metrics { loss: 0.5, accuracy: 0.25, top5: 0.5 });
    }

    #[test]
    fn larger_batches_weigh_more() {
        let mut tally = Tally::score(1.0, &[1.0, 0.0, 1.0, 0.0, 1.0, 0.0], &[1.0, 0.0, 1.0, 0.0, 1.0, 0.0], 2);
        tally.add(&Tally::score(5.0, &[1.0, 0.0], &[0.0, 1.0], 2));
        assert_eq!(tally.metrics().unwrap(), Metrics { loss: 2.0, accuracy: 0.75, top5: 1.0 });
    }
}
