//! The augmentation registry: what may be done to training images.

mod crop;
mod cutmix;
mod cutout;
mod flip;
mod mixing;
mod mixup;

use std::{fmt::Debug, sync::Arc};

use nas_compiler::ir::spec::Call;
use rand_chacha::ChaCha8Rng;

use super::{Batch, DataError, Image};

/// An entry of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Augment {
    /// The name in specifications.
    pub name: &'static str,
    /// Makes the augmentation from checked arguments.
    pub build: fn(&Call) -> Augmentation,
}

/// Every augmentation, by name.
pub const AUGMENTATIONS: &[Augment] = &[
    Augment { name: "crop", build: crop::build },
    Augment { name: "cutmix", build: cutmix::build },
    Augment { name: "cutout", build: cutout::build },
    Augment { name: "flip", build: flip::build },
    Augment { name: "mixup", build: mixup::build },
];

/// Makes the augmentations of a specification, in its order.
pub fn augmentations(calls: &[Call]) -> Result<Vec<Augmentation>, DataError> {
    calls.iter().map(augmentation).collect()
}

fn augmentation(call: &Call) -> Result<Augmentation, DataError> {
    match AUGMENTATIONS.iter().find(|it| it.name == call.name) {
        Some(entry) => Ok((entry.build)(call)),
        None => Err(DataError::UnknownAugmentation { name: call.name.clone() }),
    }
}

/// An augmentation and the stage at which it is applied. Those of one stage are applied in their order.
#[derive(Debug, Clone)]
pub enum Augmentation {
    /// On every image before normalisation, where 0 is black.
    Raw(Arc<dyn ImageAugmentation>),
    /// On every image after normalisation, where 0 is the mean of the training images.
    Normalized(Arc<dyn ImageAugmentation>),
    /// On whole batches, at the end.
    Batch(Arc<dyn BatchAugmentation>),
}

/// Changes one image at random and keeps its shape and class.
pub trait ImageAugmentation: Debug + Send + Sync {
    /// Changes the image.
    fn apply(&self, image: &mut Image, rng: &mut ChaCha8Rng);
}

/// Changes the images of a batch and their targets at random.
pub trait BatchAugmentation: Debug + Send + Sync {
    /// Changes the batch.
    fn apply(&self, batch: &mut Batch, rng: &mut ChaCha8Rng);
}

impl Augmentation {
    /// Changes an image that is not yet normalised, if that is the stage.
    pub(super) fn apply_to_raw(&self, image: &mut Image, rng: &mut ChaCha8Rng) {
        if let Self::Raw(it) = self {
            it.apply(image, rng);
        }
    }

    /// Changes a normalised image, if that is the stage.
    pub(super) fn apply_to_normalized(&self, image: &mut Image, rng: &mut ChaCha8Rng) {
        if let Self::Normalized(it) = self {
            it.apply(image, rng);
        }
    }

    /// Changes a batch, if that is the stage.
    pub(super) fn apply_to_batch(&self, batch: &mut Batch, rng: &mut ChaCha8Rng) {
        if let Self::Batch(it) = self {
            it.apply(batch, rng);
        }
    }
}

#[cfg(test)]
mod tests {
    use nas_compiler::ir::Scalar;
    use rand::SeedableRng;

    use super::super::{Dataset, LastBatch, Loader, Normalization, Pixels, Training, tests::call};
    use super::*;

    fn all() -> Vec<Augmentation> {
        let calls = [
            call("crop", &[("padding", Scalar::Int(2))]),
            call("flip", &[]),
            call("cutout", &[("size", Scalar::Int(3))]),
            call("mixup", &[("alpha", Scalar::Float(0.4))]),
            call("cutmix", &[("alpha", Scalar::Float(1.0))]),
        ];
        augmentations(&calls).expect("every name is in the registry")
    }

    #[test]
    fn an_unknown_name_is_an_error() {
        let found = augmentations(&[call("rotate", &[("angle", Scalar::Int(3))])]);
        assert!(matches!(found, Err(DataError::UnknownAugmentation { name }) if name == "rotate"));
    }

    #[test]
    fn registry_is_sorted_and_has_no_name_twice() {
        assert!(AUGMENTATIONS.is_sorted_by(|a, b| a.name < b.name));
        assert_eq!(all().len(), AUGMENTATIONS.len());
    }

    #[test]
    fn all_together_keep_shapes_and_give_probabilities() {
        let dataset = Dataset {
            shape: [2, 5, 7],
            pixels: Pixels::Bytes { values: (0..13 * 70).map(|it| (it % 251) as u8).collect(), white: 255 },
            labels: (0..13).map(|it| it % 3).collect(),
            classes: vec!["a".into(), "b".into(), "c".into()],
            test_from: None,
        };
        let training = Training { batch: 4, fraction: 1.0, augment: all(), last: LastBatch::Keep, seed: 1 };
        let indices: Vec<usize> = (0..13).collect();
        let view = dataset.view(None);
        let normalization = Normalization::measure(&view, &indices);
        let loader = Loader::train(view, &indices, Some(normalization), training);
        for batch in loader.epoch(0) {
            assert_eq!(batch.inputs.len(), batch.shape.iter().product::<usize>());
            let soft = batch.soft.as_ref().expect("mixed");
            for row in soft.chunks_exact(3) {
                assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5 && row.iter().all(|it| *it >= 0.0));
            }
        }
        let again: Vec<Batch> = loader.epoch(1).collect();
        assert_eq!(again, loader.epoch(1).collect::<Vec<_>>());
        assert_ne!(again[0].inputs, loader.epoch(2).next().expect("a batch").inputs);
    }

    #[test]
    fn cutout_masks_with_the_mean_and_crop_pads_with_black() {
        let dataset = Dataset {
            shape: [1, 1, 1],
            pixels: Pixels::Floats(vec![8.0]),
            labels: vec![0],
            classes: vec!["a".into()],
            test_from: None,
        };
        let normalization = Normalization { mean: vec![4.0], deviation: vec![2.0] };
        let seen = |augment: &Augmentation| {
            let augment = vec![augment.clone()];
            let training = Training { batch: 1, fraction: 1.0, augment, last: LastBatch::Keep, seed: 0 };
            let loader = Loader::train(dataset.view(None), &[0], Some(normalization.clone()), training);
            let mut seen: Vec<f32> = (0..50).flat_map(|epoch| loader.epoch(epoch).flat_map(|it| it.inputs)).collect();
            seen.sort_by(f32::total_cmp);
            seen.dedup();
            seen
        };
        assert_eq!(seen(&all()[2]), [0.0]);
        assert_eq!(seen(&all()[0]), [-2.0, 2.0]);
    }

    #[test]
    fn a_single_image_is_mixed_with_itself() {
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let plain = Batch { inputs: vec![1.0, 2.0], shape: [1, 1, 1, 2], labels: vec![1], soft: None, classes: 2 };
        for augmentation in all() {
            let mut batch = plain.clone();
            augmentation.apply_to_batch(&mut batch, &mut rng);
            assert!(batch.inputs.iter().zip(&plain.inputs).all(|(a, b)| (a - b).abs() < 1e-6));
            assert!((batch.targets()[1] - 1.0).abs() < 1e-6);
        }
    }
}
