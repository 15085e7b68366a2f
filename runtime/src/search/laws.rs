//! What the compiler names and what the runtime implements are the same.

use nas_compiler::vocabulary::{self, Registry};

use super::{ESTIMATORS, STRATEGIES};
use crate::{
    data::{AUGMENTATIONS, SOURCES},
    train,
};

#[track_caller]
fn agree(registry: &Registry, implemented: impl Iterator<Item = &'static str>) {
    let mut named: Vec<&str> = registry.components.iter().map(|it| it.name).collect();
    let mut implemented: Vec<&str> = implemented.collect();
    named.sort_unstable();
    implemented.sort_unstable();
    assert_eq!(named, implemented, "{}", registry.kind);
}

#[test]
fn every_component_has_one_implementation_and_none_is_left_over() {
    agree(&vocabulary::STRATEGIES, STRATEGIES.iter().map(|it| it.name));
    agree(&vocabulary::ESTIMATORS, ESTIMATORS.iter().map(|it| it.name));
    agree(&vocabulary::DATA, SOURCES.iter().map(|it| it.name));
    agree(&vocabulary::AUGMENTATIONS, AUGMENTATIONS.iter().map(|it| it.name));
    agree(&vocabulary::OPTIMIZERS, train::optimizers());
    agree(&vocabulary::SCHEDULES, train::schedules());
}
