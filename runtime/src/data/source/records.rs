//! The binary format of CIFAR: records of labels followed by 32 x 32 pixels in three channels.

use std::path::Path;

use super::file;
use crate::data::{DataError, Dataset, Pixels};

const SHAPE: [usize; 3] = [3, 32, 32];
const PIXELS: usize = 3 * 32 * 32;

/// The files of a CIFAR folder.
pub(super) struct Layout {
    /// The training files.
    pub(super) train: &'static [&'static str],
    /// The test file.
    pub(super) test: &'static str,
    /// The file of class names, one a line.
    pub(super) classes: &'static str,
    /// The bytes before the pixels of a record; the last of them is the class.
    pub(super) labels: usize,
}

/// Images and labels read so far.
#[derive(Default)]
struct Records {
    values: Vec<u8>,
    labels: Vec<u32>,
}

/// Reads all files of a folder.
pub(super) fn load(folder: &Path, layout: &Layout) -> Result<Dataset, DataError> {
    let classes = class_names(&folder.join(layout.classes))?;
    let mut records = Records::default();
    for name in layout.train {
        records.read(&folder.join(name), layout.labels, classes.len())?;
    }
    let test_from = Some(records.labels.len());
    records.read(&folder.join(layout.test), layout.labels, classes.len())?;
    let pixels = Pixels::Bytes { values: records.values, white: 255 };
    Ok(Dataset { shape: SHAPE, pixels, labels: records.labels, classes, test_from })
}

fn class_names(path: &Path) -> Result<Vec<String>, DataError> {
    let bytes = file::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let names: Vec<String> = text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    if names.is_empty() {
        return Err(DataError::Empty { path: path.to_owned(), what: "class names" });
    }
    Ok(names)
}

impl Records {
    fn read(&mut self, path: &Path, labels: usize, classes: usize) -> Result<(), DataError> {
        let bytes = file::read(path)?;
        let record = labels + PIXELS;
        if bytes.is_empty() {
            return Err(DataError::Empty { path: path.to_owned(), what: "images" });
        }
        if bytes.len() % record != 0 {
            return Err(wrong_length(path, record, bytes.len()));
        }
        for (index, record) in bytes.chunks_exact(record).enumerate() {
            let (before, pixels) = record.split_at(labels);
            let label = before.last().copied().map_or(0, u32::from);
            if label as usize >= classes {
                return Err(DataError::Label { path: path.to_owned(), index, classes, found: label });
            }
            self.labels.push(label);
            self.values.extend_from_slice(pixels);
        }
        Ok(())
    }
}

fn wrong_length(path: &Path, record: usize, found: usize) -> DataError {
    DataError::Length {
        path: path.to_owned(),
        expected: format!("a multiple of {record} bytes"),
        found: format!("{found}"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    /// A folder with two images in every training file and one in the test file; all pixels of image i are i.
    pub(in super::super) fn folder(layout: &Layout, classes: usize) -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let names: Vec<String> = (0..classes).map(|it| format!("class{it}\n")).collect();
        fs::write(folder.path().join(layout.classes), names.concat() + "\n").expect("writable");
        for (at, name) in layout.train.iter().enumerate() {
            let records = [record(layout, 2 * at), record(layout, 2 * at + 1)].concat();
            fs::write(folder.path().join(name), records).expect("writable");
        }
        fs::write(folder.path().join(layout.test), record(layout, 2 * layout.train.len())).expect("writable");
        folder
    }

    fn record(layout: &Layout, image: usize) -> Vec<u8> {
        // Labels before the last are 255, which is no class.
        let mut record = vec![255; layout.labels - 1];
        record.push((image % 10) as u8);
        record.extend([image as u8; PIXELS]);
        record
    }

    const SMALL: Layout = Layout { train: &["a.bin"], test: "b.bin", classes: "names.txt", labels: 1 };

    #[test]
    fn truncated_and_empty_files_are_errors() {
        let folder = folder(&SMALL, 10);
        let path = folder.path().join("a.bin");
        let bytes = fs::read(&path).expect("written before");
        for length in [1, 3072, 3074, bytes.len() - 1] {
            fs::write(&path, &bytes[..length]).expect("writable");
            let message = load(folder.path(), &SMALL).expect_err("truncated").to_string();
            assert!(message.ends_with(&format!("should have a multiple of 3073 bytes, but has {length}")), "{message}");
        }
        fs::write(&path, []).expect("writable");
        assert!(matches!(load(folder.path(), &SMALL), Err(DataError::Empty { .. })));
    }

    #[test]
    fn flipped_bits_of_a_label_are_errors_or_other_classes() {
        let folder = folder(&SMALL, 10);
        let path = folder.path().join("a.bin");
        let bytes = fs::read(&path).expect("written before");
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[3073] ^= 1 << bit;
            fs::write(&path, &flipped).expect("writable");
            match load(folder.path(), &SMALL) {
                Ok(found) => assert!(flipped[3073] < 10 && found.labels[1] == u32::from(flipped[3073])),
                Err(DataError::Label { index: 1, classes: 10, found, .. }) => {
                    assert_eq!(found, u32::from(flipped[3073]));
                }
                Err(other) => panic!("{other}"),
            }
        }
    }

    #[test]
    fn a_file_without_class_names_is_an_error() {
        let folder = folder(&SMALL, 10);
        fs::write(folder.path().join("names.txt"), "\n \n").expect("writable");
        let message = load(folder.path(), &SMALL).expect_err("no names").to_string();
        assert!(message.ends_with("names.txt` has no class names"), "{message}");
    }
}
