//! What is to be solved.

use std::path::{Path, PathBuf};

use nas_compiler::{
    ir::{
        Space,
        spec::{Program, Search, Task},
    },
    vocabulary::{ESTIMATORS, Registry, STRATEGIES},
};

use super::SearchError;
use crate::task::TaskData;

/// A search with everything it refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// How it is searched.
    pub search: Search,
    /// What is searched.
    pub space: Space,
    /// What for, where networks are trained.
    pub task: Option<Task>,
    /// The folder in which relative paths of data sets and tables start.
    pub data: PathBuf,
}

impl Problem {
    /// Collects what a search of a program refers to.
    ///
    /// # Errors
    /// The program has no search of this name.
    pub fn new(program: &Program, name: &str, data: &Path) -> Result<Self, SearchError> {
        let unknown = |kind, name: &str| SearchError::Unknown { kind, name: name.to_owned() };
        let search = program.searches.get(name).ok_or_else(|| unknown("search", name))?.clone();
        let space = program.spaces.get(&search.space).ok_or_else(|| unknown("space", &search.space))?.clone();
        let task =
            search.task.as_ref().map(|it| program.tasks.get(it).ok_or_else(|| unknown("task", it))).transpose()?;
        Ok(Self { task: task.cloned(), search, space, data: data.to_owned() })
    }

    /// Reads the data of the task, if the strategy or the estimator trains networks.
    ///
    /// # Errors
    /// The data set cannot be read, or does not fit the space.
    pub fn load(&self) -> Result<Option<TaskData>, SearchError> {
        let facts = |registry: &Registry, name: &str| registry.find(name).map(|it| it.facts);
        let trains = facts(&ESTIMATORS, &self.search.estimator.name).is_some_and(|it| it.trains);
        let relaxes = facts(&STRATEGIES, &self.search.strategy.name).is_some_and(|it| it.relaxes);
        match (&self.task, trains || relaxes) {
            (Some(_), true) => self.load_task().map(Some),
            (None, true) => Err(SearchError::NoTask),
            (_, false) => Ok(None),
        }
    }

    /// Reads the data of the task.
    ///
    /// # Errors
    /// There is no task, its data set cannot be read, or does not fit the space.
    pub fn load_task(&self) -> Result<TaskData, SearchError> {
        let task = self.task.as_ref().ok_or(SearchError::NoTask)?;
        let data = TaskData::load(task, &self.data, self.search.seed)?;
        super::fit::check(&self.space, &data.dataset)?;
        Ok(data)
    }
}
