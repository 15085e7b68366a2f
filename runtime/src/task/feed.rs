//! From images to what models take.

use nas_compiler::ir::TensorKind;

use crate::{
    data::{self, Loader},
    train::{Batch, Batches, InputBatch, InputData, Targets},
};

/// The batches of a loader, as the training loop asks for them.
#[derive(Debug, Clone)]
pub struct Feed<'a> {
    loader: Loader<'a>,
}

impl<'a> Feed<'a> {
    /// Passes on the batches of a loader.
    pub fn new(loader: Loader<'a>) -> Self {
        Self { loader }
    }
}

impl Batches for Feed<'_> {
    fn len(&self) -> usize {
        self.loader.batches()
    }

    fn epoch(&mut self, epoch: u32) -> Box<dyn Iterator<Item = Batch> + '_> {
        Box::new(self.loader.epoch(u64::from(epoch)).map(batch))
    }
}

fn batch(images: data::Batch) -> Batch {
    let targets = match images.soft {
        Some(soft) => Targets::Soft(soft),
        None => Targets::Classes(images.labels),
    };
    let shape = images.shape.to_vec();
    Batch { inputs: InputBatch { kind: TensorKind::Image, shape, data: InputData::Real(images.inputs) }, targets }
}
