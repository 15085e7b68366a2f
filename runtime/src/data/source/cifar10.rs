//! The binary version of CIFAR-10 (Krizhevsky 2009).

use std::path::Path;

use nas_compiler::ir::spec::Call;

use super::{
    file,
    records::{self, Layout},
};
use crate::data::{DataError, Dataset};

const LAYOUT: Layout = Layout {
    train: &["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"],
    test: "test_batch.bin",
    classes: "batches.meta.txt",
    labels: 1,
};

pub(super) fn load(call: &Call, base: &Path) -> Result<Dataset, DataError> {
    records::load(&file::folder(base, call.str("path"))?, &LAYOUT)
}

#[cfg(test)]
mod tests {
    use super::super::records::tests::folder;
    use super::*;
    use crate::data::{
        Pixels,
        tests::{call, text},
    };

    #[test]
    fn five_training_files_and_one_test_file_are_read_in_order() {
        let folder = folder(&LAYOUT, 10);
        let dataset = load(&call("cifar10", &[("path", text("."))]), folder.path()).expect("right");
        assert_eq!((dataset.shape, dataset.test_from), ([3, 32, 32], Some(10)));
        assert_eq!(dataset.labels, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
        assert_eq!((dataset.classes.len(), dataset.classes[9].as_str()), (10, "class9"));
        let Pixels::Bytes { values, white: 255 } = &dataset.pixels else { panic!("bytes") };
        assert!(values.chunks_exact(3072).enumerate().all(|(at, it)| it.iter().all(|it| usize::from(*it) == at)));
    }

    #[test]
    fn a_missing_file_is_an_error_that_names_it() {
        let folder = folder(&LAYOUT, 10);
        std::fs::remove_file(folder.path().join("data_batch_3.bin")).expect("written before");
        let found = load(&call("cifar10", &[("path", text("."))]), folder.path());
        assert!(matches!(found, Err(DataError::Missing { path }) if path.ends_with("data_batch_3.bin")));
    }
}
