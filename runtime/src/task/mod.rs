//! Tasks: the data of a task, divided and normalised, as batches that models are trained and evaluated on.

mod feed;

use std::path::Path;

use nas_compiler::ir::spec::{Task, Train};

use crate::data::{
    DataError, Dataset, LastBatch, Loader, Normalization, Splits, Training, View, augmentations, load, split,
};

pub use feed::Feed;

/// The data of a task in memory, divided into parts.
#[derive(Debug, Clone)]
pub struct TaskData {
    /// What is done with it.
    pub task: Task,
    /// The images.
    pub dataset: Dataset,
    /// Which of them belong to which part.
    pub splits: Splits,
}

/// A part of a data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What weights are trained on.
    Train,
    /// What architectures are compared on.
    Valid,
    /// What is looked at once, at the end.
    Test,
}

impl TaskData {
    /// Reads the data set of a task and divides it. Relative paths start at `base`.
    ///
    /// # Errors
    /// The data set cannot be read.
    pub fn load(task: &Task, base: &Path, seed: u64) -> Result<Self, DataError> {
        let dataset = load(&task.data, base)?;
        let splits = split(&dataset, &task.split, seed);
        Ok(Self { task: task.clone(), dataset, splits })
    }

    /// Returns the images of a part.
    pub fn part(&self, part: Part) -> &[usize] {
        match part {
            Part::Train => &self.splits.train,
            Part::Valid => &self.splits.valid,
            Part::Test => &self.splits.test,
        }
    }

    /// Returns the data at one resolution, the images' own where it is not set. What the task says of normalisation is
    /// measured here, over the whole training part.
    pub fn examples(&self, resolution: Option<usize>) -> Examples<'_> {
        let view = self.dataset.view(resolution);
        let normalization = self.task.normalize.then(|| Normalization::measure(&view, &self.splits.train));
        Examples { data: self, view, normalization }
    }
}

/// The data of a task at one resolution.
#[derive(Debug, Clone)]
pub struct Examples<'a> {
    data: &'a TaskData,
    view: View<'a>,
    normalization: Option<Normalization>,
}

/// Inputs of one evaluation step: large enough to be fast, small enough for the memory of any network that was trained.
const EVALUATION_BATCH: usize = 256;

impl<'a> Examples<'a> {
    /// Returns the channels, height and width of every image.
    pub fn shape(&self) -> [usize; 3] {
        self.view.shape()
    }

    /// Returns the data.
    pub fn data(&self) -> &'a TaskData {
        self.data
    }

    /// Returns the training part as a recipe cuts it, or a share of it.
    ///
    /// # Errors
    /// The recipe or the task names an unknown augmentation.
    pub fn training(&self, recipe: &Train, fraction: f64, seed: u64) -> Result<Feed<'a>, DataError> {
        let calls = recipe.augment.as_ref().unwrap_or(&self.data.task.augment);
        let augment = augmentations(calls)?;
        let training = Training { batch: recipe.batch as usize, fraction, augment, last: LastBatch::Keep, seed };
        Ok(self.training_on(&self.data.splits.train, training))
    }

    /// Returns some images as batches to train on.
    pub fn training_on(&self, indices: &[usize], training: Training) -> Feed<'a> {
        Feed::new(Loader::train(self.view, indices, self.normalization.clone(), training))
    }

    /// Returns a part as batches to evaluate on.
    pub fn evaluation(&self, part: Part) -> Feed<'a> {
        let indices = self.data.part(part);
        Feed::new(Loader::evaluate(self.view, indices, self.normalization.clone(), EVALUATION_BATCH))
    }
}
