//! The cases of the corpus: reading them from disk.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nas_compiler::{Compilation, compile};
use nas_tests::Memory;

/// A file of the corpus with its neighbours.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// `topic/fact`
    pub(crate) name: String,
    /// Paths within the case and texts, the entry first.
    pub(crate) files: Vec<File>,
}

/// One file of a case.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// The path within the case: `main.nas`.
    pub(crate) name: String,
    /// Where it is on disk.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Case {
    /// Compiles the case.
    pub(crate) fn compile(&self) -> Compilation {
        self.compile_with(&self.files[0].text)
    }

    /// Compiles the case with another text for its entry.
    pub(crate) fn compile_with(&self, entry: &str) -> Compilation {
        let mut world = Memory::default();
        self.files.iter().skip(1).for_each(|it| world.add(it.name.clone(), it.text.clone()));
        compile(&world, &self.files[0].name, entry)
    }
}

/// Finds every case below a folder, by name.
pub(crate) fn all(root: &Path) -> Vec<Case> {
    let mut cases = vec![];
    for topic in entries(root).into_iter().filter(|it| it.is_dir()) {
        for path in entries(&topic) {
            let name = format!("{}/{}", stem(&topic), stem(&path));
            let files = if path.is_dir() { folder(&path) } else { vec![file(&path, "main.nas".to_owned())] };
            cases.push(Case { name, files });
        }
    }
    cases
}

fn folder(path: &Path) -> Vec<File> {
    let mut files: Vec<File> = below(path).iter().map(|it| file(it, relative(it, path))).collect();
    files.sort_by_key(|it| (it.name != "main.nas", it.name.clone()));
    files
}

fn below(path: &Path) -> Vec<PathBuf> {
    entries(path).into_iter().flat_map(|it| if it.is_dir() { below(&it) } else { vec![it] }).collect()
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[expect(clippy::panic, reason = "a corpus that cannot be read fails the whole suite")]
fn file(path: &Path, name: String) -> File {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    File { name, path: path.to_owned(), text }
}

#[expect(clippy::panic, reason = "a corpus that cannot be read fails the whole suite")]
fn entries(path: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut entries: Vec<PathBuf> = read.filter_map(|it| Some(it.ok()?.path())).collect();
    entries.sort();
    entries
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}
