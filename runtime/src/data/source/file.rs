//! Reading of files and folders, with errors that name them.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;

use crate::data::DataError;

/// Returns the folder that a specification names.
pub(super) fn folder(base: &Path, path: &str) -> Result<PathBuf, DataError> {
    let path = base.join(path);
    if !path.exists() {
        return Err(DataError::Missing { path });
    }
    if path.is_dir() { Ok(path) } else { Err(DataError::NotAFolder { path }) }
}

/// Returns what a folder holds, sorted by name; hidden files are left out.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, DataError> {
    let unreadable = |error| unreadable(folder, error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// Returns the path of a file, or of its packed version with `.gz` after its name where only that is there.
pub(super) fn locate(path: &Path) -> Result<PathBuf, DataError> {
    let mut packed = OsString::from(path);
    packed.push(".gz");
    let candidates = [path.to_owned(), PathBuf::from(packed)];
    candidates.into_iter().find(|it| it.exists()).ok_or_else(|| DataError::Missing { path: path.to_owned() })
}

/// Opens a file, and unpacks it if its name ends in `.gz`.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, DataError> {
    let file = BufReader::new(File::open(path).map_err(|error| unreadable(path, error))?);
    let packed = path.extension().is_some_and(|it| it == "gz");
    Ok(if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// Reads a whole file, packed or not.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    let mut bytes = Vec::new();
    let path = locate(path)?;
    open(&path)?.read_to_end(&mut bytes).map_err(|error| unreadable(&path, error))?;
    Ok(bytes)
}

/// Names the file in an error of the system.
pub(super) fn unreadable(path: &Path, source: io::Error) -> DataError {
    DataError::Unreadable { path: path.to_owned(), source }
}
