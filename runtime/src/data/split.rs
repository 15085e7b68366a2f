//! Division of a data set into parts in which every class has its share.

use nas_compiler::ir::spec;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::{
    Dataset,
    stream::{Purpose, stream},
};

/// The parts of a data set: indices of images, ascending, none in two parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Splits {
    /// What weights are trained on.
    pub train: Vec<usize>,
    /// What architectures are compared on.
    pub valid: Vec<usize>,
    /// What is looked at once, at the end.
    pub test: Vec<usize>,
}

/// Divides a data set, every class in the same proportions.
///
/// Where the data set brings an official test part, `test: 0` takes that part, and `train` and `valid` are shares of
/// the rest. Another `test` is a share of the rest too, and the official part is left untouched.
pub fn split(dataset: &Dataset, shares: &spec::Split, seed: u64) -> Splits {
    let pool: Vec<usize> = (0..dataset.test_from.unwrap_or(dataset.len())).collect();
    let mut rng = stream(seed, Purpose::Split);
    let [train, valid, mut test] = deal(dataset, &pool, [shares.train, shares.valid, shares.test], &mut rng);
    if let Some(from) = dataset.test_from
        && shares.test == 0.0
    {
        test = (from..dataset.len()).collect();
    }
    Splits { train, valid, test }
}

/// Returns a share of `indices`, of every class alike: at least one image where there is one.
pub fn subset(dataset: &Dataset, indices: &[usize], share: f64, seed: u64) -> Vec<usize> {
    if share >= 1.0 {
        return indices.to_vec();
    }
    let [chosen] = deal(dataset, indices, [share], &mut stream(seed, Purpose::Subset));
    if chosen.is_empty() { indices.iter().take(1).copied().collect() } else { chosen }
}

/// Deals shuffled images class by class, each to the part that lags most behind its share.
///
/// So every part is off its share by about one image in every class and in the whole.
fn deal<const N: usize>(
    dataset: &Dataset,
    indices: &[usize],
    shares: [f64; N],
    rng: &mut ChaCha8Rng,
) -> [Vec<usize>; N] {
    let mut parts = [const { Vec::new() }; N];
    let mut unused = 0;
    for (dealt, index) in shuffled_by_class(dataset, indices, rng).into_iter().enumerate() {
        let lag = |share: f64, got: usize| share * (dealt + 1) as f64 - got as f64;
        let mut most = lag(1.0 - shares.iter().sum::<f64>(), unused);
        let mut taker = None;
        for (part, share) in shares.into_iter().enumerate().rev() {
            let behind = lag(share, parts[part].len());
            // A hair's breadth is the rounding of the shares' sum, not a lag; the earlier part then goes first.
            if share > 0.0 && behind > most - 1e-9 {
                (most, taker) = (behind, Some(part));
            }
        }
        match taker {
            Some(part) => parts[part].push(index),
            None => unused += 1,
        }
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    parts
}

fn shuffled_by_class(dataset: &Dataset, indices: &[usize], rng: &mut ChaCha8Rng) -> Vec<usize> {
    let mut by_class = vec![Vec::new(); dataset.classes.len()];
    for &index in indices {
        by_class[dataset.labels[index] as usize].push(index);
    }
    for members in &mut by_class {
        members.shuffle(rng);
    }
    by_class.concat()
}

#[cfg(test)]
mod tests {
    use super::super::Pixels;
    use super::*;

    /// `sizes[c]` images of class `c`, interleaved.
    fn dataset(sizes: &[usize], test_from: Option<usize>) -> Dataset {
        let most = sizes.iter().max().copied().unwrap_or(0);
        let labels: Vec<u32> = (0..most)
            .flat_map(|at| sizes.iter().enumerate().filter(move |it| at < *it.1).map(|it| it.0 as u32))
            .collect();
        Dataset {
            shape: [1, 1, 1],
            pixels: Pixels::Bytes { values: vec![0; labels.len()], white: 255 },
            labels,
            classes: (0..sizes.len()).map(|it| it.to_string()).collect(),
            test_from,
        }
    }

    fn shares(train: f64, valid: f64, test: f64) -> spec::Split {
        spec::Split { train, valid, test }
    }

    #[test]
    fn every_image_is_in_exactly_one_part_when_the_shares_add_up_to_one() {
        for seed in 0..5 {
            let it = split(&dataset(&[50, 31, 7, 1], None), &shares(0.7, 0.15, 0.15), seed);
            let mut all = [it.train, it.valid, it.test].concat();
            all.sort_unstable();
            assert_eq!(all, (0..89).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_class_has_its_share_in_every_part() {
        let dataset = dataset(&[200, 100, 60, 40], None);
        let it = split(&dataset, &shares(0.5, 0.25, 0.25), 3);
        assert_eq!(dataset.class_counts(&it.train), [100, 50, 30, 20]);
        assert_eq!(dataset.class_counts(&it.valid), [50, 25, 15, 10]);
        assert_eq!(dataset.class_counts(&it.test), [50, 25, 15, 10]);
    }

    #[test]
    fn many_small_classes_keep_the_shares_of_the_whole() {
        let it = split(&dataset(&[3; 200], None), &shares(0.7, 0.15, 0.15), 0);
        assert_eq!([it.train.len(), it.valid.len(), it.test.len()], [420, 90, 90]);
    }

    #[test]
    fn images_beyond_the_shares_are_left_out() {
        let it = split(&dataset(&[100, 100], None), &shares(0.2, 0.1, 0.0), 0);
        assert_eq!([it.train.len(), it.valid.len(), it.test.len()], [40, 20, 0]);
        assert!(it.train.iter().all(|index| !it.valid.contains(index)));
    }

    #[test]
    fn the_seed_decides() {
        let dataset = dataset(&[40, 40], None);
        let with = |seed| split(&dataset, &shares(0.5, 0.5, 0.0), seed);
        assert_eq!(with(1), with(1));
        assert_ne!(with(1), with(2));
    }

    #[test]
    fn the_official_test_part_is_taken_when_no_test_share_is_asked() {
        let it = split(&dataset(&[60, 60], Some(100)), &shares(0.9, 0.1, 0.0), 0);
        assert_eq!(it.test, (100..120).collect::<Vec<_>>());
        assert_eq!([it.train.len(), it.valid.len()], [90, 10]);
        assert!(it.train.iter().chain(&it.valid).all(|index| *index < 100));
    }

    #[test]
    fn the_official_test_part_is_untouched_when_a_test_share_is_asked() {
        let it = split(&dataset(&[60, 60], Some(100)), &shares(0.8, 0.1, 0.1), 0);
        assert_eq!([it.train.len(), it.valid.len(), it.test.len()], [80, 10, 10]);
        assert!(it.test.iter().all(|index| *index < 100));
    }

    #[test]
    fn a_subset_is_a_share_of_every_class() {
        let dataset = dataset(&[80, 40], None);
        let indices: Vec<usize> = (0..100).collect();
        let chosen = subset(&dataset, &indices, 0.25, 9);
        assert_eq!(chosen.len(), 25);
        assert!(chosen.iter().all(|index| *index < 100));
        let [first, second] = dataset.class_counts(&chosen)[..] else { panic!("two classes") };
        assert!(first.abs_diff(15) <= 1 && second.abs_diff(10) <= 1, "{first} {second}");
    }

    #[test]
    fn a_tiny_share_keeps_one_image_and_a_full_share_keeps_all() {
        let dataset = dataset(&[5, 5], None);
        assert_eq!(subset(&dataset, &[1, 2, 3], 0.001, 0).len(), 1);
        assert_eq!(subset(&dataset, &[1, 2, 3], 1.0, 0), [1, 2, 3]);
        assert!(subset(&dataset, &[], 0.5, 0).is_empty());
    }
}
