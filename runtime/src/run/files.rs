//! The files of a run, and how they are written so that a crash tears none.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::RunError;
use crate::network::Network;

pub(super) const SOURCE: &str = "spec.nas";
pub(super) const MANIFEST: &str = "run.ron";
pub(super) const SPACE: &str = "space.ron";
pub(super) const TRIALS: &str = "trials.jsonl";
pub(super) const TIMES: &str = "times.jsonl";
pub(super) const MIXTURES: &str = "darts.jsonl";
pub(super) const BEST: &str = "best.ron";
pub(super) const SUMMARY: &str = "summary.md";
pub(super) const FINAL: &str = "final.ron";
pub(super) const WEIGHTS: &str = "weights";
pub(super) const BEST_WEIGHTS: &str = "weights/best.safetensors";
pub(super) const FINAL_WEIGHTS: &str = "weights/final.safetensors";

/// Every file, the manifest first: without it the rest is no run.
const ALL: [&str; 11] =
    [MANIFEST, SOURCE, SPACE, TRIALS, TIMES, MIXTURES, BEST, SUMMARY, FINAL, BEST_WEIGHTS, FINAL_WEIGHTS];

fn error(path: &Path) -> impl FnOnce(io::Error) -> RunError {
    let path = path.to_owned();
    |source| RunError::Io { path, source }
}

/// Makes a folder and those it is in.
pub(super) fn make(folder: &Path) -> Result<(), RunError> {
    fs::create_dir_all(folder).map_err(error(folder))
}

/// Removes the files of a run.
pub(super) fn clear(folder: &Path) -> Result<(), RunError> {
    ALL.iter().try_for_each(|it| remove(&folder.join(it)))
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), RunError> {
    match fs::remove_file(path) {
        Err(problem) if problem.kind() != io::ErrorKind::NotFound => Err(error(path)(problem)),
        _ => Ok(()),
    }
}

/// Replaces a file as a whole.
pub(super) fn write(path: &Path, text: &str) -> Result<(), RunError> {
    let beside = beside(path);
    fs::write(&beside, text).map_err(error(&beside))?;
    fs::rename(&beside, path).map_err(error(path))
}

/// Replaces a file of weights as a whole.
pub(super) fn write_weights(path: &Path, network: &Network) -> Result<(), RunError> {
    let beside = beside(path);
    network.save(&beside)?;
    fs::rename(&beside, path).map_err(error(path))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    match path.extension() {
        Some(extension) => beside.with_extension(format!("new.{}", extension.display())),
        None => beside,
    }
}

/// Appends a line of JSON as a whole.
pub(super) fn append(path: &Path, value: &impl Serialize) -> Result<(), RunError> {
    let mut line = serde_json::to_string(value).map_err(|it| error(path)(it.into()))?;
    line.push('\n');
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut it: File| it.write_all(line.as_bytes())).map_err(error(path))
}

/// Reads lines of JSON; no file is no line. A last line without an end was torn and is ignored.
pub(super) fn read_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, RunError> {
    let text = match fs::read_to_string(path) {
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
        text => text.map_err(error(path))?,
    };
    let whole = text.rsplit_once('\n').map_or("", |it| it.0);
    let parse = |(at, line): (usize, &str)| {
        let damaged = |it: serde_json::Error| format!("line {}: {it}", at + 1);
        serde_json::from_str(line).map_err(|it| RunError::Damaged { path: path.to_owned(), message: damaged(it) })
    };
    whole.lines().enumerate().map(parse).collect()
}

/// Renders a file that people read.
pub(super) fn pretty(value: &impl Serialize) -> String {
    ron::ser::to_string_pretty(value, PrettyConfig::default()).unwrap_or_default()
}

/// Renders a file that only programs read.
pub(super) fn compact(value: &impl Serialize) -> String {
    ron::to_string(value).unwrap_or_default()
}

/// Reads a file with a version, and checks the version first.
pub(super) fn read_format<T: DeserializeOwned>(path: &Path, expected: u32) -> Result<T, RunError> {
    #[derive(Deserialize)]
    struct Versioned {
        format: u32,
    }
    let text = fs::read_to_string(path).map_err(error(path))?;
    let damaged = |it: ron::error::SpannedError| RunError::Damaged { path: path.to_owned(), message: it.to_string() };
    let found = ron::from_str::<Versioned>(&text).map_err(damaged)?.format;
    if found != expected {
        return Err(RunError::Format { path: path.to_owned(), found, expected });
    }
    ron::from_str(&text).map_err(damaged)
}
