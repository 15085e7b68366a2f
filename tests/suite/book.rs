//! The documentation, the examples and the standard library, executed.
//!
//! A fenced block ` ```nas ` of the book or the README is a whole file that compiles without a word, ` ```nas N0301 `
//! one that yields exactly that code, ` ```nas fragment ` no whole file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use libtest_mimic::{Failed, Trial};
use nas_compiler::compile;
use nas_grammar::Severity;
use nas_tests::Memory;

use crate::{Failure, pages};

/// One trial per page of the book, per example and per standard module.
pub(crate) fn trials(root: &Path) -> Vec<Trial> {
    let mut pages = vec![root.join("README.md")];
    collect(&root.join("docs"), "md", &mut pages);
    let mut files = vec![];
    collect(&root.join("examples"), "nas", &mut files);
    collect(&root.join("std-spaces"), "nas", &mut files);
    let pages = pages.into_iter().map(|it| trial(root, it, page));
    let files = files.into_iter().map(|it| trial(root, it, program));
    pages.chain(files).collect()
}

/// What is done with the text of a file.
type Check = fn(&str) -> Result<(), Failure>;

fn trial(root: &Path, path: PathBuf, run: Check) -> Trial {
    let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
    Trial::test(format!("book/{name}"), move || {
        let text = fs::read_to_string(&path)?;
        run(&text).map_err(Failed::from)
    })
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, extension, found);
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
}

fn page(text: &str) -> Result<(), Failure> {
    for block in pages::blocks(text) {
        if block.codes.iter().any(|it| it == "fragment") || block.file.is_some() {
            continue;
        }
        pages::execute(&Memory::default(), &block)?;
    }
    Ok(())
}

/// A file without errors, in the one style there is.
fn program(text: &str) -> Result<(), Failure> {
    let compilation = compile(&Memory::default(), "main.nas", text);
    let errors = compilation.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<&str> = errors.map(|it| it.message.as_str()).collect();
    if !errors.is_empty() {
        return Err(format!("{errors:?}"));
    }
    match nas_grammar::format(text) {
        Ok(formatted) if formatted == text => Ok(()),
        Ok(_) => Err("`nas fmt` would change it".to_owned()),
        Err(_) => Err("it does not parse".to_owned()),
    }
}
