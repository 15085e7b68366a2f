//! What a space is for and how it is searched: tasks, training recipes, searches, devices.
//!
//! Every [`Call`] was checked against its registry in [`crate::vocabulary`]: the name exists, every parameter of it is
//! present (given or by default) with a value of its type and in its range. So its getters do not fail.

use indexmap::IndexMap;
use nas_grammar::Span;
use serde::{Deserialize, Serialize};

use super::Scalar;

/// A value in a specification.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A number, truth value, text, time or amount.
    Scalar(Scalar),
    /// `[a, b]`
    List(Vec<Value>),
    /// `sgd(lr: 0.1)`
    Call(Call),
    /// A parameter without a value: the entry's documentation says what that means.
    Unset,
}

/// A named entry of a registry with all its arguments: `regularized_evolution(population: 16)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The entry's name.
    pub name: String,
    /// A value for every parameter of the entry, in the entry's order.
    pub args: IndexMap<String, Value>,
    /// Where it stands.
    pub span: Span,
}

impl Call {
    /// Returns the whole number of a parameter; 0 where it has none.
    pub fn int(&self, parameter: &str) -> i64 {
        self.optional_int(parameter).unwrap_or(0)
    }

    /// Returns the whole number of a parameter, if it is set.
    pub fn optional_int(&self, parameter: &str) -> Option<i64> {
        match self.args.get(parameter)? {
            Value::Scalar(it) => it.as_int(),
            _ => None,
        }
    }

    /// Returns the number of a parameter; 0 where it has none.
    pub fn float(&self, parameter: &str) -> f64 {
        self.optional_float(parameter).unwrap_or(0.0)
    }

    /// Returns the number of a parameter, if it is set.
    pub fn optional_float(&self, parameter: &str) -> Option<f64> {
        match self.args.get(parameter)? {
            Value::Scalar(it) => it.as_float(),
            _ => None,
        }
    }

    /// Returns the truth value of a parameter; false where it has none.
    pub fn bool(&self, parameter: &str) -> bool {
        matches!(self.args.get(parameter), Some(Value::Scalar(Scalar::Bool(true))))
    }

    /// Returns the text of a parameter; empty where it has none.
    pub fn str(&self, parameter: &str) -> &str {
        match self.args.get(parameter) {
            Some(Value::Scalar(Scalar::Str(it))) => it,
            _ => "",
        }
    }

    /// Returns the texts in the list of a parameter; none where it has none.
    pub fn texts(&self, parameter: &str) -> Vec<String> {
        let text = |it: &Value| match it {
            Value::Scalar(Scalar::Str(it)) => Some(it.clone()),
            _ => None,
        };
        self.list(parameter).iter().filter_map(text).collect()
    }

    /// Returns the list of a parameter; empty where it has none.
    pub fn list(&self, parameter: &str) -> &[Value] {
        match self.args.get(parameter) {
            Some(Value::List(it)) => it,
            _ => &[],
        }
    }

    /// Returns the call that a parameter holds, if it is set.
    pub fn call(&self, parameter: &str) -> Option<&Call> {
        match self.args.get(parameter) {
            Some(Value::Call(it)) => Some(it),
            _ => None,
        }
    }
}

/// How a data set is divided, as fractions that add up to at most 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// The share that weights are trained on.
    pub train: f64,
    /// The share that searches compare architectures on.
    pub valid: f64,
    /// The share that is looked at once, at the end; 0 where the data set brings its own test set.
    pub test: f64,
}

/// What networks are for: `task digits = classification { … }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The name in the source.
    pub name: String,
    /// The kind of task, an entry of the task registry such as `classification`.
    pub kind: String,
    /// The data set, an entry of the data registry.
    pub data: Call,
    /// How it is divided.
    pub split: Split,
    /// What is done to every training image, in order: entries of the augmentation registry.
    pub augment: Vec<Call>,
    /// Whether inputs are shifted and scaled per channel to mean 0 and deviation 1 over the training part.
    pub normalize: bool,
    /// Where it stands.
    pub span: Span,
}

/// How a network is trained: `train full { … }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Train {
    /// The name in the source.
    pub name: String,
    /// Passes over the training part.
    pub epochs: u32,
    /// Inputs per step.
    pub batch: u32,
    /// The optimiser, an entry of its registry.
    pub optimizer: Call,
    /// How the learning rate moves, an entry of its registry.
    pub schedule: Call,
    /// Epochs over which the learning rate first grows linearly from 0.
    pub warmup: f64,
    /// The share of the target that is spread over all classes (Szegedy et al. 2016, section 7).
    pub label_smoothing: f64,
    /// The largest Euclidean norm of all gradients together, if they are clipped.
    pub clip: Option<f64>,
    /// Epochs without a better validation score after which training stops, if it does.
    pub early_stop: Option<u32>,
    /// Augmentations that replace the task's, if any.
    pub augment: Option<Vec<Call>>,
    /// Where it stands.
    pub span: Span,
}

/// Whether more or less of a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// More is better.
    Maximize,
    /// Less is better.
    Minimize,
}

/// A metric and its direction. The first objective of a search decides, later ones break ties and are reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// A metric of the task, a cost, or a column of a table.
    pub metric: String,
    /// Which way is better.
    pub direction: Direction,
    /// Where it stands.
    pub span: Span,
}

/// When a search ends: at the first limit it meets. At least one is set.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Budget {
    /// The most trials.
    pub trials: Option<u64>,
    /// The most seconds.
    pub seconds: Option<f64>,
}

/// How a space is searched: `search quick { … }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// The name in the source.
    pub name: String,
    /// The key of the space in [`Program::spaces`].
    pub space: String,
    /// The task, if the estimator needs one.
    pub task: Option<String>,
    /// The strategy, an entry of its registry.
    pub strategy: Call,
    /// The estimator, an entry of its registry.
    pub estimator: Call,
    /// The recipe under which the estimator trains; the default recipe where none is named.
    pub recipe: Train,
    /// The recipe for the full training of what was found.
    pub full: Train,
    /// What is sought, the decisive objective first.
    pub objectives: Vec<Objective>,
    /// When it ends.
    pub budget: Budget,
    /// Where all its randomness comes from.
    pub seed: u64,
    /// Where it stands.
    pub span: Span,
}

/// A device and its measured times: `device note10 { … }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Device {
    /// The name in the source.
    pub name: String,
    /// What the device is and how its times were taken.
    pub description: String,
    /// The table's path.
    pub table: String,
    /// Where it stands.
    pub span: Span,
}

/// Everything that a file declares, checked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Program {
    /// The spaces, by name.
    pub spaces: IndexMap<String, super::Space>,
    /// The tasks, by name.
    pub tasks: IndexMap<String, Task>,
    /// The training recipes, by name.
    pub trains: IndexMap<String, Train>,
    /// The searches, by name.
    pub searches: IndexMap<String, Search>,
    /// The devices, by name.
    pub devices: IndexMap<String, Device>,
}
