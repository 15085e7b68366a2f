//! Sources in memory.

use std::collections::BTreeMap;

use nas_compiler::World;

/// The standard library, and neighbours by their path.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<String, String>,
}

impl Memory {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }
}

impl World for Memory {
    fn standard(&self, name: &str) -> Option<&str> {
        nas_std_spaces::get(name)
    }

    fn standard_names(&self) -> Vec<&str> {
        nas_std_spaces::MODULES.iter().map(|it| it.0).collect()
    }

    fn read(&self, path: &str) -> Result<String, String> {
        self.files.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}
