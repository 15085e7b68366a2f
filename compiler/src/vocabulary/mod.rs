//! The components that sections name: strategies, estimators, data sets, optimisers, schedules, augmentations, tasks.
//!
//! One file per registry, one entry per component. An entry says what the component is called, what it does and what it
//! takes; the runtime has an implementation for each, by name, and a law test proves that neither lacks the other.

mod augmentations;
mod data;
mod estimators;
mod optimizers;
mod schedules;
mod strategies;
mod tasks;

pub use augmentations::AUGMENTATIONS;
pub use data::DATA;
pub use estimators::ESTIMATORS;
pub use optimizers::OPTIMIZERS;
pub use schedules::SCHEDULES;
pub use strategies::STRATEGIES;
pub use tasks::TASKS;

/// What a parameter of a component takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Takes {
    /// A whole number, at least this.
    Int(i64),
    /// A real number, at least the first and at most the second.
    Float(f64, f64),
    /// A real number, more than 0 and at most this.
    Positive(f64),
    /// A truth value.
    Bool,
    /// A text.
    Str,
    /// A text out of a few.
    OneOf(&'static [&'static str]),
    /// A list of texts.
    Strs,
}

/// What a parameter is when it is not given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Default {
    /// It must be given.
    Required,
    /// It has no value; the documentation says what that means.
    Unset,
    /// A whole number.
    Int(i64),
    /// A real number.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// A text.
    Str(&'static str),
}

/// A parameter of a component.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// The name.
    pub name: &'static str,
    /// What it is, with its unit.
    pub docs: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it is when it is not given.
    pub default: Default,
}

/// A component of a registry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Component {
    /// The name in the language.
    pub name: &'static str,
    /// What it does.
    pub docs: &'static str,
    /// Its parameters in order.
    pub params: &'static [Param],
    /// Facts that some checks need.
    pub facts: Facts,
}

/// What the compiler knows of a component beyond its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The shape of a data set's images, where every copy of it has the same.
    pub image: Option<[usize; 3]>,
    /// How many classes a data set has, where every copy of it has the same.
    pub classes: Option<usize>,
    /// The metrics that a task or an estimator produces.
    pub metrics: &'static [&'static str],
    /// Whether a strategy relaxes the space, so that every decision must be relaxable.
    pub relaxes: bool,
    /// Whether an estimator trains networks, and so needs a task.
    pub trains: bool,
    /// How many numbers an optimiser keeps of each trainable scalar.
    pub moments: Moments,
    /// Whether an estimator looks architectures up, so that its metrics are the columns of a file.
    pub looks_up: bool,
    /// The parameter that says how many architectures a strategy draws before it goes on from what it found.
    pub founders: Option<&'static str>,
    /// Parameters that are at most others.
    pub at_most: &'static [(&'static str, &'static str)],
}

/// How many numbers an optimiser keeps of each trainable scalar between steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moments {
    /// So many.
    Always(u64),
    /// One, unless a parameter is 0.
    Unless0(&'static str),
}

impl Facts {
    /// Nothing is known.
    pub const NONE: Self = Self {
        image: None,
        classes: None,
        metrics: &[],
        relaxes: false,
        trains: false,
        moments: Moments::Always(0),
        looks_up: false,
        founders: None,
        at_most: &[],
    };
}

/// A list of components of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Registry {
    /// What one of them is called: `strategy`.
    pub kind: &'static str,
    /// All of them.
    pub components: &'static [Component],
}

impl Registry {
    /// Finds a component by its name.
    pub fn find(&self, name: &str) -> Option<&'static Component> {
        self.components.iter().find(|it| it.name == name)
    }
}

/// Every registry.
pub const REGISTRIES: [Registry; 7] = [STRATEGIES, ESTIMATORS, DATA, AUGMENTATIONS, OPTIMIZERS, SCHEDULES, TASKS];
