//! Files that change while somebody works on them.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use anyhow::Result;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::failure::Failure;

/// A save is several events; what follows one within this time belongs to it.
const SETTLED: Duration = Duration::from_millis(50);

/// Waits for changes of files. Their folders are watched: editors replace a file rather than write into it.
pub struct Changes {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
}

impl Changes {
    /// Watches nothing yet.
    ///
    /// # Errors
    /// The system has no more watches to give.
    pub fn new() -> Result<Self> {
        let (sender, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(sender)?;
        Ok(Self { watcher, events, folders: BTreeSet::new(), files: BTreeSet::new() })
    }

    /// Watches a file too, which may not exist yet.
    ///
    /// # Errors
    /// Its folder does not exist or cannot be watched.
    pub fn watch(&mut self, file: &Path) -> Result<()> {
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let cannot = |error: &dyn std::fmt::Display| {
            Failure::refused(format!("{} cannot be watched: {error}", folder.display()))
        };
        let folder = folder.canonicalize().map_err(|it| cannot(&it))?;
        if !self.folders.contains(&folder) {
            self.watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(|it| cannot(&it))?;
            self.folders.insert(folder.clone());
        }
        self.files.extend(file.file_name().map(|it| folder.join(it)));
        Ok(())
    }

    /// Waits until one of the files has changed since the last call.
    ///
    /// # Errors
    /// The system ends the watch.
    pub fn wait(&self) -> Result<()> {
        while !self.concerns(&self.events.recv()??) {}
        while let Ok(event) = self.events.recv_timeout(SETTLED) {
            event?;
        }
        Ok(())
    }

    /// Whether an event changes one of the files; to read them is an event too.
    fn concerns(&self, event: &Event) -> bool {
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|it| self.files.contains(it))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_is_written_or_replaced_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("main.nas"), folder.path().join("other.nas"));
        let mut changes = Changes::new().unwrap();
        changes.watch(&file).unwrap();
        fs::write(&file, "").unwrap();
        changes.wait().unwrap();
        fs::write(&other, "space S {}").unwrap();
        fs::rename(&other, &file).unwrap();
        changes.wait().unwrap();
        assert!(changes.events.try_recv().is_err());
    }

    #[test]
    fn reading_a_file_and_changing_another_are_no_changes() {
        let changes = Changes { files: BTreeSet::from([PathBuf::from("/a/main.nas")]), ..Changes::new().unwrap() };
        let event = |kind, path: &str| Event::new(kind).add_path(PathBuf::from(path));
        assert!(changes.concerns(&event(EventKind::Any, "/a/main.nas")));
        assert!(!changes.concerns(&event(EventKind::Any, "/a/other.nas")));
        let read = EventKind::Access(notify::event::AccessKind::Read);
        assert!(!changes.concerns(&event(read, "/a/main.nas")));
    }

    #[test]
    fn a_folder_that_does_not_exist_cannot_be_watched() {
        assert!(Changes::new().unwrap().watch(Path::new("/nowhere/at/all/main.nas")).is_err());
    }
}
