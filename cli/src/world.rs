//! Sources from the disk.

use std::{fs, path::PathBuf};

use nas_compiler::World;

/// The folder of a project, and the standard library that is built in.
#[derive(Debug, Clone)]
pub struct Disk {
    /// The project's root: where the entry file lies.
    pub root: PathBuf,
}

impl World for Disk {
    fn standard(&self, name: &str) -> Option<&str> {
        nas_std_spaces::get(name)
    }

    fn standard_names(&self) -> Vec<&str> {
        nas_std_spaces::MODULES.iter().map(|it| it.0).collect()
    }

    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(path)).map_err(|error| reason(&error))
    }
}

/// Says in a few words why a file cannot be read or written.
pub fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::InvalidData => "it is not text in UTF-8".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
