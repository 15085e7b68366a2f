//! Run folders: everything that a search found, and everything that is needed to go on from there.
//!
//! | file | what |
//! |---|---|
//! | `spec.nas` | the program as it was written |
//! | `run.ron` | the search and its task, the version of this form and of the tool: a [`Manifest`] |
//! | `space.ron` | the space, elaborated, so that a run does not depend on the files that its program used |
//! | `trials.jsonl` | one [`TrialRecord`] a line; equal runs give equal bytes |
//! | `times.jsonl` | how long each trial took, which no two runs agree on |
//! | `darts.jsonl` | one [`MixtureReport`] a line, for every epoch of a supernet |
//! | `best.ron` | the best architecture so far: a [`Best`] |
//! | `weights/best.safetensors` | its weights, where networks were trained |
//! | `summary.md` | what a person wants to know |
//! | `final.ron`, `weights/final.safetensors` | the best architecture after full training: a [`Final`] |
//!
//! Files that are rewritten are replaced as a whole, lines are appended as a whole; a torn last line is ignored.

mod error;
mod files;
mod full;
mod journal;
mod record;
mod summary;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use nas_compiler::{ir::Space, point::fingerprint};

pub use error::RunError;
pub use full::{Final, evaluate_weights, train_best};
pub use record::{Best, Manifest, TrialRecord};

use crate::search::{Clock, MixtureReport, Observer, Outcome, Problem, SearchError, search};

/// The version of the form of run folders. A reader refuses another.
pub const FORMAT: u32 = 1;

/// What happens to a run that is in the folder already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and there is no new one.
    Refuse,
    /// Its files are removed; other files in the folder stay.
    Replace,
}

/// A folder with a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    folder: PathBuf,
    /// What was searched and how.
    pub manifest: Manifest,
    /// The space.
    pub space: Space,
}

impl Run {
    /// Begins a run: makes the folder and writes down what is searched.
    ///
    /// `source` is the program as it was written.
    ///
    /// # Errors
    /// There is a run already, or the folder cannot be written.
    pub fn create(folder: &Path, source: &str, problem: &Problem, existing: Existing) -> Result<Self, RunError> {
        if folder.join(files::MANIFEST).exists() {
            match existing {
                Existing::Refuse => return Err(RunError::Exists { folder: folder.to_owned() }),
                Existing::Replace => files::clear(folder)?,
            }
        }
        files::make(&folder.join(files::WEIGHTS))?;
        let manifest = Manifest::new(problem);
        files::write(&folder.join(files::SOURCE), source)?;
        files::write(&folder.join(files::SPACE), &files::compact(&problem.space))?;
        // The manifest comes last: a folder with one is a run.
        files::write(&folder.join(files::MANIFEST), &files::pretty(&manifest))?;
        Ok(Self { folder: folder.to_owned(), manifest, space: problem.space.clone() })
    }

    /// Opens a run.
    ///
    /// # Errors
    /// There is none, it has another form, or its files are damaged.
    pub fn open(folder: &Path) -> Result<Self, RunError> {
        let path = folder.join(files::MANIFEST);
        if !path.exists() {
            return Err(RunError::None { folder: folder.to_owned() });
        }
        let manifest: Manifest = files::read_format(&path, FORMAT)?;
        let path = folder.join(files::SPACE);
        let space: Space = files::read_format(&path, nas_compiler::ir::FORMAT)?;
        if fingerprint(&space) != manifest.fingerprint {
            return Err(RunError::Damaged { path, message: "it is not the space of `run.ron`".to_owned() });
        }
        Ok(Self { folder: folder.to_owned(), manifest, space })
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns what is searched. Relative paths of data sets and tables start at `data`.
    pub fn problem(&self, data: &Path) -> Problem {
        Problem {
            search: self.manifest.search.clone(),
            space: self.space.clone(),
            task: self.manifest.task.clone(),
            data: data.to_owned(),
        }
    }

    /// Searches, and writes down what is found as it is found. Relative paths start at `data`.
    ///
    /// # Errors
    /// As [`search`]; what was found until then stays.
    pub fn search(
        &mut self,
        data: &Path,
        clock: &dyn Clock,
        observer: &mut dyn Observer,
    ) -> Result<Outcome, SearchError> {
        let outcome = search(&self.problem(data), clock, self, observer)?;
        self.conclude(&outcome)?;
        Ok(outcome)
    }

    /// Returns all trials.
    ///
    /// # Errors
    /// The file cannot be read, or is damaged.
    pub fn trials(&self) -> Result<Vec<TrialRecord>, RunError> {
        files::read_lines(&self.folder.join(files::TRIALS))
    }

    /// Returns every epoch of the supernet, if there was one.
    ///
    /// # Errors
    /// The file cannot be read, or is damaged.
    pub fn mixtures(&self) -> Result<Vec<MixtureReport>, RunError> {
        files::read_lines(&self.folder.join(files::MIXTURES))
    }

    /// Returns the best architecture.
    ///
    /// # Errors
    /// No trial was completed, or the file is damaged.
    pub fn best(&self) -> Result<Best, RunError> {
        let path = self.folder.join(files::BEST);
        if !path.exists() {
            return Err(RunError::NoBest { folder: self.folder.clone() });
        }
        files::read_format(&path, FORMAT)
    }

    /// Returns what came of full training, if there was one.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn final_training(&self) -> Result<Option<Final>, RunError> {
        let path = self.folder.join(files::FINAL);
        if path.exists() { files::read_format(&path, FORMAT).map(Some) } else { Ok(None) }
    }

    /// Returns where the weights of the best trial are, where networks were trained.
    pub fn best_weights(&self) -> PathBuf {
        self.folder.join(files::BEST_WEIGHTS)
    }

    /// Returns where the weights after full training are.
    pub fn final_weights(&self) -> PathBuf {
        self.folder.join(files::FINAL_WEIGHTS)
    }
}
