//! Where the compiler's sources come from: open documents before the disk.

use std::{fs, io::ErrorKind, path::Path};

use nas_compiler::World;

use crate::documents::Documents;

/// The folder of a document, as the editor sees it.
pub(crate) struct Overlay<'a> {
    /// The project's root; nothing for a document that is no file.
    pub(crate) folder: Option<&'a Path>,
    pub(crate) documents: &'a Documents,
}

impl World for Overlay<'_> {
    fn standard(&self, name: &str) -> Option<&str> {
        nas_std_spaces::get(name)
    }

    fn standard_names(&self) -> Vec<&str> {
        nas_std_spaces::MODULES.iter().map(|it| it.0).collect()
    }

    fn read(&self, path: &str) -> Result<String, String> {
        let folder = self.folder.ok_or("the file is not saved yet")?;
        let path = folder.join(path);
        if let Some(document) = self.documents.at(&path) {
            return Ok(document.text.clone());
        }
        fs::read_to_string(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            ErrorKind::PermissionDenied => "permission denied".to_owned(),
            ErrorKind::InvalidData => "it is not text in UTF-8".to_owned(),
            ErrorKind::IsADirectory => "it is a folder".to_owned(),
            _ => error.to_string(),
        })
    }
}
