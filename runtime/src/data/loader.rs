//! Epochs of batches.

use std::{ops::Range, vec};

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::{
    Augmentation, Batch, Image, Normalization, View,
    split::subset,
    stream::{Purpose, stream},
};

/// How a training part is turned into batches.
#[derive(Debug, Clone)]
pub struct Training {
    /// Images per batch; 0 counts as 1.
    pub batch: usize,
    /// The share of the training part that is used, the same images in every epoch.
    pub fraction: f64,
    /// What is done to the images, in order within each stage of [`Augmentation`].
    pub augment: Vec<Augmentation>,
    /// What becomes of a last batch that is not full.
    pub last: LastBatch,
    /// Where the subset, the order and the augmentations come from.
    pub seed: u64,
}

/// What becomes of a last training batch that is not full. An epoch of a single batch always keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LastBatch {
    /// It is trained on. A single image joins the batch before: batch normalisation cannot train on one.
    #[default]
    Keep,
    /// It is left out; the next epoch's order leaves out others.
    Drop,
}

/// Cuts a part of a data set into batches, epoch by epoch.
#[derive(Debug, Clone)]
pub struct Loader<'a> {
    view: View<'a>,
    indices: Vec<usize>,
    normalization: Option<Normalization>,
    batch: usize,
    training: Option<Training>,
}

impl<'a> Loader<'a> {
    /// Makes batches to train on: shuffled anew in every epoch, augmented, normalised.
    pub fn train(view: View<'a>, indices: &[usize], normalization: Option<Normalization>, training: Training) -> Self {
        let indices = subset(view.dataset, indices, training.fraction, training.seed);
        Self { view, indices, normalization, batch: training.batch.max(1), training: Some(training) }
    }

    /// Makes batches to evaluate on: every image once, in order, normalised and not augmented.
    pub fn evaluate(view: View<'a>, indices: &[usize], normalization: Option<Normalization>, batch: usize) -> Self {
        Self { view, indices: indices.to_vec(), normalization, batch: batch.max(1), training: None }
    }

    /// Returns the number of images.
    pub fn len(&self) -> usize {
        self.indices.len()
    }

    /// Returns whether there is no image.
    pub fn is_empty(&self) -> bool {
        self.indices.is_empty()
    }

    /// Returns the number of batches of an epoch.
    pub fn batches(&self) -> usize {
        self.ranges().len()
    }

    /// Returns the batches of one epoch. Equal epochs of equal loaders are equal, whatever was drawn before.
    pub fn epoch(&self, epoch: u64) -> Batches<'_> {
        let seed = self.training.as_ref().map_or(0, |it| it.seed);
        let mut order = self.indices.clone();
        if self.training.is_some() {
            order.shuffle(&mut stream(seed, Purpose::Order(epoch)));
        }
        let rng = stream(seed, Purpose::Augment(epoch));
        Batches { loader: self, order, ranges: self.ranges().into_iter(), rng }
    }

    fn ranges(&self) -> Vec<Range<usize>> {
        let count = self.indices.len();
        let mut ranges: Vec<_> =
            (0..count).step_by(self.batch).map(|start| start..(start + self.batch).min(count)).collect();
        if let Some(training) = &self.training {
            settle_last(&mut ranges, self.batch, training.last);
        }
        ranges
    }

    fn augmentations(&self) -> &[Augmentation] {
        self.training.as_ref().map_or(&[], |it| &it.augment)
    }

    fn load(&self, indices: &[usize], rng: &mut ChaCha8Rng) -> Batch {
        let [channels, height, width] = self.view.shape();
        let mut inputs = Vec::with_capacity(indices.len() * channels * height * width);
        for &index in indices {
            inputs.extend(self.image(index, rng).values);
        }
        let dataset = self.view.dataset;
        let mut batch = Batch {
            inputs,
            shape: [indices.len(), channels, height, width],
            labels: indices.iter().map(|index| dataset.labels[*index]).collect(),
            soft: None,
            classes: dataset.classes.len(),
        };
        for augmentation in self.augmentations() {
            augmentation.apply_to_batch(&mut batch, rng);
        }
        batch
    }

    fn image(&self, index: usize, rng: &mut ChaCha8Rng) -> Image {
        let mut image = self.view.image(index);
        for augmentation in self.augmentations() {
            augmentation.apply_to_raw(&mut image, rng);
        }
        if let Some(normalization) = &self.normalization {
            normalization.apply(&mut image);
        }
        for augmentation in self.augmentations() {
            augmentation.apply_to_normalized(&mut image, rng);
        }
        image
    }
}

fn settle_last(ranges: &mut Vec<Range<usize>>, batch: usize, last: LastBatch) {
    let Some([before, end]) = ranges.last_chunk_mut::<2>() else { return };
    let missing = batch - end.len();
    if missing == 0 || (last == LastBatch::Keep && end.len() > 1) {
        return;
    }
    if last == LastBatch::Keep {
        before.end = end.end;
    }
    ranges.pop();
}

/// The batches of one epoch, made as they are asked for.
#[derive(Debug)]
pub struct Batches<'a> {
    loader: &'a Loader<'a>,
    order: Vec<usize>,
    ranges: vec::IntoIter<Range<usize>>,
    rng: ChaCha8Rng,
}

impl Iterator for Batches<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let range = self.ranges.next()?;
        Some(self.loader.load(&self.order[range], &mut self.rng))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ranges.size_hint()
    }
}

impl ExactSizeIterator for Batches<'_> {}

#[cfg(test)]
mod tests {
    use super::super::{Dataset, Pixels};
    use super::*;

    /// Images of one pixel that holds the image's index.
    fn dataset(count: usize) -> Dataset {
        Dataset {
            shape: [1, 1, 1],
            pixels: Pixels::Floats((0..count).map(|it| it as f32).collect()),
            labels: (0..count).map(|it| (it % 2) as u32).collect(),
            classes: vec!["even".into(), "odd".into()],
            test_from: None,
        }
    }

    fn training(batch: usize) -> Training {
        Training { batch, fraction: 1.0, augment: Vec::new(), last: LastBatch::Keep, seed: 5 }
    }

    fn sizes(count: usize, training: Training) -> Vec<usize> {
        let dataset = dataset(count);
        let indices: Vec<usize> = (0..count).collect();
        let loader = Loader::train(dataset.view(None), &indices, None, training);
        let sizes: Vec<usize> = loader.epoch(0).map(|it| it.len()).collect();
        assert_eq!(loader.batches(), sizes.len());
        sizes
    }

    #[test]
    fn a_last_training_image_joins_the_batch_before() {
        assert_eq!(sizes(10, training(4)), [4, 4, 2]);
        assert_eq!(sizes(9, training(4)), [4, 5]);
        assert_eq!(sizes(8, training(4)), [4, 4]);
        assert_eq!(sizes(3, training(1)), [1, 1, 1]);
        assert_eq!(sizes(1, training(4)), [1]);
        assert!(sizes(0, training(4)).is_empty());
    }

    #[test]
    fn a_dropped_last_batch_leaves_full_ones_and_at_least_one() {
        let dropping = |batch| Training { last: LastBatch::Drop, ..training(batch) };
        assert_eq!(sizes(10, dropping(4)), [4, 4]);
        assert_eq!(sizes(8, dropping(4)), [4, 4]);
        assert_eq!(sizes(3, dropping(4)), [3]);
    }

    #[test]
    fn an_epoch_has_every_image_once_in_its_own_order() {
        let dataset = dataset(50);
        let indices: Vec<usize> = (0..50).collect();
        let loader = Loader::train(dataset.view(None), &indices, None, training(8));
        let order = |epoch| loader.epoch(epoch).flat_map(|it| it.inputs).collect::<Vec<f32>>();
        assert_eq!(order(3), order(3));
        assert_ne!(order(3), order(4));
        let mut sorted = order(3);
        sorted.sort_by(f32::total_cmp);
        assert_eq!(sorted, (0..50).map(|it| it as f32).collect::<Vec<_>>());
    }

    #[test]
    fn labels_follow_their_images() {
        let dataset = dataset(21);
        let loader = Loader::train(dataset.view(None), &[1, 4, 7, 10, 15, 20], None, training(4));
        for batch in loader.epoch(0) {
            for (input, label) in batch.inputs.iter().zip(&batch.labels) {
                assert_eq!(*input as u32 % 2, *label);
            }
        }
    }

    #[test]
    fn a_fraction_is_the_same_images_in_every_epoch() {
        let dataset = dataset(40);
        let indices: Vec<usize> = (0..40).collect();
        let quarter = Training { fraction: 0.25, ..training(4) };
        let loader = Loader::train(dataset.view(None), &indices, None, quarter);
        let images = |epoch| {
            let mut images: Vec<f32> = loader.epoch(epoch).flat_map(|it| it.inputs).collect();
            images.sort_by(f32::total_cmp);
            images
        };
        assert_eq!(images(0).len(), 10);
        assert_eq!(images(0), images(1));
    }

    #[test]
    fn evaluation_sees_every_image_in_order_and_normalised() {
        let dataset = dataset(9);
        let normalization = Normalization { mean: vec![1.0], deviation: vec![2.0] };
        let loader = Loader::evaluate(dataset.view(None), &[8, 2, 3, 5, 6], Some(normalization), 4);
        let batches: Vec<Batch> = loader.epoch(0).collect();
        assert_eq!(batches[0].inputs, [3.5, 0.5, 1.0, 2.0]);
        assert_eq!(batches[0].labels, [0, 0, 1, 1]);
        assert_eq!(batches[1].inputs, [2.5]);
        assert_eq!(batches[1].shape, [1, 1, 1, 1]);
        assert_eq!(batches[0].soft, None);
    }
}
