//! The data set registry: where images come from.

mod cifar10;
mod cifar100;
mod digits;
mod file;
mod idx;
mod images;
mod records;

use std::path::Path;

use nas_compiler::ir::spec::Call;

use super::{DataError, Dataset};

/// Reads a data set from checked arguments; relative paths start at the given folder.
pub type Read = fn(&Call, &Path) -> Result<Dataset, DataError>;

/// An entry of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The name in specifications.
    pub name: &'static str,
    /// Reads the data set.
    pub load: Read,
}

/// Every data set, by name.
pub const SOURCES: &[Source] = &[
    Source { name: "cifar10", load: cifar10::load },
    Source { name: "cifar100", load: cifar100::load },
    Source { name: "digits", load: digits::load },
    Source { name: "idx", load: idx::load },
    Source { name: "images", load: images::load },
];

/// Reads the data set of a task. Relative paths start at `base`, the folder of the program's file.
pub fn load(call: &Call, base: &Path) -> Result<Dataset, DataError> {
    match SOURCES.iter().find(|it| it.name == call.name) {
        Some(source) => (source.load)(call, base),
        None => Err(DataError::UnknownSource { name: call.name.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use nas_compiler::ir::Scalar;

    use super::*;
    use crate::data::tests::{call, text};

    #[test]
    fn registry_is_sorted_and_has_no_name_twice() {
        assert!(SOURCES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn an_unknown_name_is_an_error() {
        let error = load(&call("mnist", &[]), Path::new("")).expect_err("unknown");
        assert_eq!(error.to_string(), "there is no data set `mnist`");
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_it() {
        let base = tempfile::tempdir().expect("a folder");
        for source in SOURCES.iter().filter(|it| it.name != "digits") {
            let error = load(&call(source.name, &[("path", text("nowhere")), ("size", Scalar::Int(8))]), base.path())
                .expect_err("missing");
            let DataError::Missing { path } = &error else { panic!("{}: {error}", source.name) };
            assert_eq!(*path, base.path().join("nowhere"), "{}", source.name);
        }
    }
}
