//! The cells of a table.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;

use super::TableError;

/// A CSV file in memory.
#[derive(Debug)]
pub(super) struct Rows {
    /// The file's path, for errors.
    pub(super) file: String,
    /// The names of the columns.
    pub(super) columns: Vec<String>,
    records: Vec<csv::StringRecord>,
}

/// The first bytes of a gzip file (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

impl Rows {
    /// Reads a file, plain or gzipped.
    pub(super) fn read(path: &Path) -> Result<Self, TableError> {
        let file = path.display().to_string();
        let unreadable = |message: String| TableError::Unreadable { file: file.clone(), message };
        let text = bytes(path).map_err(|it| unreadable(it.to_string()))?;
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_slice());
        let columns = reader.headers().map_err(|it| unreadable(it.to_string()))?;
        let columns = columns.iter().map(str::to_owned).collect();
        let records: Result<_, _> = reader.records().collect();
        let records = records.map_err(|it| unreadable(it.to_string()))?;
        Ok(Self { file, columns, records })
    }

    /// Returns the number of rows, without the names of the columns.
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// Finds a column.
    pub(super) fn column(&self, name: &str) -> Result<usize, TableError> {
        self.columns.iter().position(|it| it == name).ok_or_else(|| TableError::Column {
            file: self.file.clone(),
            column: name.to_owned(),
            known: self.columns.join(", "),
        })
    }

    /// Returns a cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.records[row].get(column).unwrap_or_default()
    }

    /// Returns a column of numbers; an empty cell is not a number.
    pub(super) fn numbers(&self, name: &str) -> Result<Vec<f64>, TableError> {
        let column = self.column(name)?;
        let number = |row: usize| match self.cell(row, column) {
            "" => Ok(f64::NAN),
            cell => cell.parse().map_err(|_| TableError::Number {
                file: self.file.clone(),
                line: row + 2,
                column: name.to_owned(),
                value: cell.to_owned(),
            }),
        };
        (0..self.len()).map(number).collect()
    }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = vec![];
    BufReader::new(File::open(path)?).read_to_end(&mut file)?;
    if !file.starts_with(&GZIP) {
        return Ok(file);
    }
    let mut text = vec![];
    MultiGzDecoder::new(file.as_slice()).read_to_end(&mut text)?;
    Ok(text)
}
