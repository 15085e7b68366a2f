//! Where sources come from.

/// Gives the compiler the text of modules. The command line reads files; tests and editors answer from memory.
pub trait World {
    /// Returns the text of the standard module with a name such as `blocks`, if there is one.
    fn standard(&self, name: &str) -> Option<&str>;

    /// Returns the names of all standard modules.
    fn standard_names(&self) -> Vec<&str>;

    /// Reads a file, by its path relative to the project's root; the error says why not.
    fn read(&self, path: &str) -> Result<String, String>;
}

/// Standard modules from memory, by name and text, and no files.
#[derive(Debug, Clone, Copy)]
pub struct Library<'a>(pub &'a [(&'a str, &'a str)]);

impl World for Library<'_> {
    fn standard(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    fn standard_names(&self) -> Vec<&str> {
        self.0.iter().map(|it| it.0).collect()
    }

    fn read(&self, path: &str) -> Result<String, String> {
        Err(format!("there is no `{path}`"))
    }
}
