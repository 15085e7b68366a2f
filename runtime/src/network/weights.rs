//! Weights in files.

use std::path::Path;

use burn::store::{ModuleSnapshot, SafetensorsStore};

use super::{Network, NetworkError};

impl Network {
    /// Writes all weights and running statistics to a safetensors file, which is replaced if it exists.
    ///
    /// A tensor's key is the name of its operation and of the field: `stem/conv.weight`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), NetworkError> {
        let mut store = SafetensorsStore::from_file(path).overwrite(true);
        self.layers.save_into(&mut store).map_err(|it| error(path, it.to_string()))
    }

    /// Reads weights and running statistics that [`save`](Self::save) wrote for a network of the same architecture.
    ///
    /// # Errors
    /// The file cannot be read, a tensor is missing or has another shape, or the file holds tensors of another network.
    pub fn load(mut self, path: &Path) -> Result<Self, NetworkError> {
        let mut store = SafetensorsStore::from_file(path);
        let applied = self.layers.load_from(&mut store).map_err(|it| error(path, it.to_string()))?;
        if let Some(wrong) = applied.errors.first() {
            return Err(error(path, wrong.to_string()));
        }
        if let Some((missing, _)) = applied.missing.first() {
            return Err(error(path, format!("there is no `{missing}`")));
        }
        match applied.unused.first() {
            Some(unused) => Err(error(path, format!("the network has no `{unused}`"))),
            None => Ok(self),
        }
    }
}

fn error(path: &Path, message: String) -> NetworkError {
    NetworkError::Weights { path: path.display().to_string(), message }
}
