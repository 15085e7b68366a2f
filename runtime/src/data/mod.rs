//! Data sets for classification: where they come from, how they are divided, how they reach a network.
//!
//! The way of an image: [`load`] reads a [`Dataset`], [`split()`] divides it, a [`View`] fixes the resolution,
//! [`Normalization`] is measured over the training part, and a [`Loader`] cuts every epoch into [`Batch`]es.
//! All randomness comes from the seeds that are passed in; the same seed gives the same batches, bit for bit.

mod augment;
mod batch;
mod dataset;
mod errors;
mod loader;
mod normalization;
mod resize;
mod source;
mod split;
mod stream;
mod view;

pub use augment::{AUGMENTATIONS, Augment, Augmentation, BatchAugmentation, ImageAugmentation, augmentations};
pub use batch::Batch;
pub use dataset::{Dataset, Pixels};
pub use errors::DataError;
pub use loader::{Batches, LastBatch, Loader, Training};
pub use normalization::Normalization;
pub use source::{Read, SOURCES, Source, load};
pub use split::{Splits, split, subset};
pub use view::{Image, View};

#[cfg(test)]
mod tests {
    use std::path::Path;

    use nas_compiler::ir::{
        Scalar,
        spec::{self, Call, Value},
    };

    use super::*;

    /// A checked call with some arguments.
    #[expect(clippy::default_trait_access, reason = "the type of a span belongs to a crate that is not seen here")]
    pub(super) fn call(name: &str, args: &[(&str, Scalar)]) -> Call {
        let args = args.iter().map(|(name, value)| ((*name).to_owned(), Value::Scalar(value.clone())));
        Call { name: name.into(), args: args.collect(), span: Default::default() }
    }

    /// A text as an argument.
    pub(super) fn text(text: &str) -> Scalar {
        Scalar::Str(text.to_owned())
    }

    #[test]
    fn digits_go_all_the_way_to_batches() {
        let digits = load(&call("digits", &[]), Path::new("")).expect("embedded");
        let parts = split(&digits, &spec::Split { train: 0.7, valid: 0.15, test: 0.15 }, 7);
        assert_eq!([parts.train.len(), parts.valid.len(), parts.test.len()], [1258, 270, 269]);
        for (class, count) in digits.class_counts(&parts.train).into_iter().enumerate() {
            let all = digits.labels.iter().filter(|it| **it as usize == class).count();
            assert!((count as f64 - 0.7 * all as f64).abs() < 2.0, "{count} of {all} images of class {class}");
        }

        let view = digits.view(Some(4));
        let normalization = Normalization::measure(&view, &parts.train);
        let augment = augmentations(&[call("crop", &[("padding", Scalar::Int(1))])]).expect("registered");
        let training = Training { batch: 64, fraction: 0.5, augment, last: LastBatch::Keep, seed: 7 };
        let loader = Loader::train(view, &parts.train, Some(normalization.clone()), training);
        let shapes: Vec<[usize; 4]> = loader.epoch(0).map(|it| it.shape).collect();
        assert_eq!((shapes.len(), shapes[0], shapes[9]), (10, [64, 1, 4, 4], [53, 1, 4, 4]));

        let loader = Loader::evaluate(view, &parts.train, Some(normalization), 100);
        let values: Vec<f64> = loader.epoch(0).flat_map(|it| it.inputs).map(f64::from).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let square = values.iter().map(|it| it * it).sum::<f64>() / values.len() as f64;
        assert!(mean.abs() < 1e-4 && (square - 1.0).abs() < 1e-4, "{mean} {square}");
    }
}
