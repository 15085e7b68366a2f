//! The files of the workspace, whether they are open or not.

use std::{
    fs,
    path::{Path, PathBuf},
};

use gen_lsp_types::{InitializeParams, Uri, WorkspaceFolders, WorkspaceFoldersChangeEvent};

use crate::uri;

/// Files and folders above which a workspace is not looked through any further.
const MOST: usize = 20_000;

/// The folders that the editor works in.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    folders: Vec<PathBuf>,
}

impl Workspace {
    #[expect(deprecated, reason = "editors that know no workspace folders name their root")]
    pub(crate) fn new(params: &InitializeParams) -> Self {
        let listed: Vec<&Uri> = match &params.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(list)) => list.iter().map(|it| &it.uri).collect(),
            Some(WorkspaceFolders::Null) | None => params.root_uri.iter().collect(),
        };
        Self { folders: listed.into_iter().filter_map(uri::path).collect() }
    }

    pub(crate) fn change(&mut self, event: &WorkspaceFoldersChangeEvent) {
        let removed: Vec<PathBuf> = event.removed.iter().filter_map(|it| uri::path(&it.uri)).collect();
        self.folders.retain(|it| !removed.contains(it));
        self.folders.extend(event.added.iter().filter_map(|it| uri::path(&it.uri)));
    }

    /// Returns the `.nas` files of the workspace, and those beside a document that lies outside of it, in order.
    pub(crate) fn files(&self, beside: Option<&Path>) -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> = vec![];
        let outside = beside.filter(|it| !self.folders.iter().any(|folder| it.starts_with(folder)));
        found.extend(outside.into_iter().flat_map(entries).filter(|it| is_program(it)));
        let mut open = self.folders.clone();
        let mut looked = 0;
        while let Some(folder) = open.pop() {
            for path in entries(&folder) {
                looked += 1;
                if path.is_dir() && !path.is_symlink() && is_of_interest(&path) {
                    open.push(path);
                } else if is_program(&path) {
                    found.push(path);
                }
            }
            if looked > MOST {
                break;
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    found.sort();
    found
}

fn is_program(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "nas") && path.is_file()
}

/// Folders that are hidden or that tools fill hold nothing to edit.
fn is_of_interest(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !["target", "node_modules"].contains(&name.as_ref())
}
