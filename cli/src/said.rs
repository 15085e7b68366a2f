//! What a command says, for tests.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    sync::{Arc, Mutex},
};

use clap::Parser as _;

use crate::{
    command::Cli,
    terminal::{Colour, Terminal},
};

/// A stream that is kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Kept {
    /// Returns what was written without colours, and with files by their names alone.
    fn text(&self, folder: &Path) -> String {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let plain = anstream::adapter::strip_str(&text).to_string();
        plain.replace(&format!("{}/", folder.display()), "").trim_end().to_owned()
    }
}

/// Runs a command line in a folder with some files, each of which it may name, and returns what both streams were told and
/// how it ended.
pub(crate) fn said(files: &[(&str, &str)], line: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    let is_file = |word: &str| Path::new(word).extension().is_some_and(|it| it == "nas" || it == "ron");
    let named = |word: &str| match word {
        _ if is_file(word) => folder.path().join(word).display().to_string(),
        _ => word.to_owned(),
    };
    let cli = Cli::try_parse_from(line.split_whitespace().map(named)).unwrap();
    let (out, err) = (Kept::default(), Kept::default());
    let mut terminal = Terminal {
        out: Box::new(out.clone()),
        err: Box::new(err.clone()),
        width: 100,
        watched: cli.color == Colour::Always,
    };
    let exit = cli.command.run(&mut terminal).unwrap_or_else(|error| terminal.fail(&error));
    let [out, err] = [out, err].map(|it| it.text(folder.path()));
    format!("$ {line}\n{out}\n--- standard error\n{err}\n--- {exit:?}\n")
}
