//! A file named on the command line, compiled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use nas_compiler::{
    Compilation, World as _, compile_with,
    ir::{Architecture, Assignment, Scalar, Space},
    point,
};
use nas_grammar::{FileId, Severity, Sources, codes};
use nas_runtime::run::{Best, Run};

use crate::{
    failure::{Failure, enumerate},
    report::{self, Places},
    terminal::Terminal,
    trouble,
    world::{Disk, reason},
};

/// A compiled file.
#[derive(Debug)]
pub struct Project {
    /// The file as the user named it: a path, or `std::nasbench201`.
    pub name: String,
    /// The folder of the file, the project's root.
    pub folder: PathBuf,
    /// What became of it.
    pub compilation: Compilation,
}

/// Reads and compiles a file or a standard module, with values for parameters of its spaces. What is wrong with it is
/// in the compilation.
pub fn compile_file(name: &str, arguments: &[(String, Scalar)]) -> Result<Project> {
    if let Some(module) = name.strip_prefix("std::") {
        return standard(name, module, arguments);
    }
    let path = Path::new(name);
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let entry = path.file_name().unwrap_or_default().to_string_lossy();
    let compilation = compile_with(&Disk { root: folder.clone() }, &entry, &text, arguments);
    Ok(Project { name: name.to_owned(), folder, compilation })
}

/// Compiles a file and shows what is wrong with it. Fails if anything is.
pub fn open(name: &str, arguments: &[(String, Scalar)], terminal: &mut Terminal) -> Result<Project> {
    let project = compile_file(name, arguments)?;
    let errors = project.count(Severity::Error);
    if errors == 0 {
        return Ok(project);
    }
    let report = report::human(&project.compilation.diagnostics, project.places(), terminal.width);
    terminal.err.write_all(report.as_bytes())?;
    Err(project.broken().into())
}

fn standard(name: &str, module: &str, arguments: &[(String, Scalar)]) -> Result<Project> {
    let disk = Disk { root: PathBuf::new() };
    let text = nas_std_spaces::get(module).ok_or_else(|| {
        let known: Vec<String> = disk.standard_names().iter().map(|it| format!("std::{it}")).collect();
        let known = known.iter().map(String::as_str);
        Failure::refused(format!("there is no standard module `{name}`")).suggest(name, known)
    })?;
    let compilation = compile_with(&disk, name, text, arguments);
    Ok(Project { name: name.to_owned(), folder: PathBuf::new(), compilation })
}

/// Says why a program cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let shown = path.display();
    let neighbours = programs(path);
    let neighbours: Vec<&str> = neighbours.iter().map(String::as_str).collect();
    if path.is_dir() {
        let failure = Failure::usage(format!("{shown} is a folder, not a file"));
        return if neighbours.is_empty() {
            failure
        } else {
            failure.help(format!("there is {}", enumerate(&neighbours)))
        };
    }
    let failure = Failure::failed(format!("{shown} cannot be read: {}", reason(error)));
    // What all programs share, the folder and the ending, must not make them look alike.
    let stem = |it: &Path| it.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stems: Vec<String> = neighbours.iter().map(|it| stem(Path::new(it))).filter(|it| it.len() > 2).collect();
    let near = nas_grammar::diagnostic::nearest(&stem(path), stems.iter().map(String::as_str));
    match near.and_then(|near| neighbours.into_iter().find(|it| stem(Path::new(it)) == near)) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure,
    }
}

/// The programs in a folder, or beside a file.
fn programs(path: &Path) -> Vec<String> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let folder_or_here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(folder_or_here) else { return vec![] };
    let shown = if folder == Path::new(".") { Path::new("") } else { folder };
    let names = entries.filter_map(|it| Some(shown.join(it.ok()?.file_name())));
    let mut names: Vec<String> =
        names.filter(|it| it.extension().is_some_and(|it| it == "nas")).map(|it| it.display().to_string()).collect();
    names.sort();
    names
}

impl Project {
    /// Returns where the texts of the compilation are.
    pub fn places(&self) -> Places<'_> {
        Places { sources: &self.compilation.sources, folder: &self.folder }
    }

    /// Returns the texts of the compilation under the names that the user would write.
    pub fn shown(&self) -> Sources {
        let mut shown = Sources::default();
        for (id, source) in self.compilation.sources.iter() {
            shown.add(self.places().name(id), source.text.clone());
        }
        shown
    }

    /// Returns the files on disk that were read.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let names = self.compilation.sources.iter().map(|it| &it.1.name).filter(|it| !it.starts_with("std::"));
        names.map(|it| self.folder.join(it))
    }

    /// Returns how many mistakes of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.compilation.diagnostics.iter().filter(|it| it.severity == severity).count()
    }

    /// The failure of a file with errors.
    pub fn broken(&self) -> Failure {
        let diagnostics = &self.compilation.diagnostics;
        let first = diagnostics.iter().find(|it| it.severity == Severity::Error).map_or("N0001", |it| it.code.id);
        let errors = crate::number::counted(self.count(Severity::Error), "error");
        Failure::refused(format!("{} has {errors}", self.name)).help(format!("`nas explain {first}` tells more"))
    }

    /// Finds a space by its name; the only one where no name is given.
    pub fn space(&self, name: Option<&str>) -> Result<&Space> {
        let spaces = &self.compilation.program.spaces;
        let names: Vec<&str> = spaces.keys().map(String::as_str).collect();
        let Some(name) = name else { return self.only_space(&names) };
        let missing = || Failure::refused(format!("{} has no space `{name}`", self.name)).suggest(name, names.clone());
        // A space with arguments goes by `Cells(c: 8)`; its bare name will do where that is clear.
        let by_name = spaces.values().find(|it| it.name == name);
        Ok(spaces.get(name).or(by_name).ok_or_else(missing)?)
    }

    /// Finds a space by its name, or the one that an architecture was found in, wherever that is clear.
    pub fn space_of(&self, name: Option<&str>, architecture: &Architecture) -> Result<&Space> {
        let spaces = &self.compilation.program.spaces;
        let is_meant = |key: &str, space: &Space| name.is_none_or(|it| it == key || it == space.name);
        let meant = || spaces.iter().filter(|it| is_meant(it.0, it.1)).map(|it| it.1);
        let same = |it: &&Space| architecture.fingerprint.as_deref() == Some(&*point::fingerprint(it));
        if let Some(found) = meant().find(same) {
            return Ok(found);
        }
        let mut named = meant().filter(|it| it.name == architecture.space);
        match (named.next(), named.next()) {
            (Some(only), None) => Ok(only),
            _ => self.space(name),
        }
    }

    fn only_space(&self, names: &[&str]) -> Result<&Space> {
        match names {
            [only] => Ok(&self.compilation.program.spaces[*only]),
            [] => Err(no_space(self).into()),
            several => Err(Failure::usage(format!("{} has {} spaces", self.name, several.len()))
                .help(format!("choose one with `--space`: {}", enumerate(several)))
                .into()),
        }
    }

    /// Reads an architecture of a space: from a file of its own, from a run's `best.ron`, or from a run folder.
    pub fn architecture(&self, space: &Space, path: &Path) -> Result<Assignment> {
        let architecture = read_architecture(path)?;
        let assignment = point::resolve(space, &architecture).map_err(|mismatch| {
            Failure::refused(format!("{} is not in the space `{}`: {mismatch}", path.display(), space.name))
                .code(&codes::ARCHITECTURE_MISMATCH)
        })?;
        Ok(assignment)
    }
}

/// Reads an architecture from a file of its own, from a run's `best.ron`, or from a run folder.
pub fn read_architecture(path: &Path) -> Result<Architecture> {
    if path.is_dir() {
        let run = Run::open(path).and_then(|it| it.best());
        return Ok(run.map_err(|error| trouble::of_run(&error))?.architecture);
    }
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::failed(format!("{} cannot be read: {}", path.display(), reason(&error))))?;
    let architecture = ron::from_str::<Architecture>(&text)
        .or_else(|error| ron::from_str::<Best>(&text).map(|it| it.architecture).map_err(|_| error));
    Ok(architecture.map_err(|error| {
        Failure::refused(format!("{} is no architecture: {error}", path.display()))
            .code(&codes::ARCHITECTURE_MISMATCH)
            .help("`nas sample --format ron` writes one, and `nas search` writes `best.ron`")
    })?)
}

fn no_space(project: &Project) -> Failure {
    Failure::refused(format!("{} has no space that can be built as it is", project.name))
        .help("its parameters need defaults, `space S(width: int = 16) { … }`, or values, `--set width=16`")
}

/// Returns the name of a source as the user would write it.
pub fn shown(sources: &Sources, folder: &Path, file: FileId) -> String {
    let name = &sources.get(file).name;
    if name.starts_with("std::") { name.clone() } else { folder.join(name).display().to_string() }
}
