//! The binary version of CIFAR-100 (Krizhevsky 2009) with its 100 fine classes.

use std::path::Path;

use nas_compiler::ir::spec::Call;

use super::{
    file,
    records::{self, Layout},
};
use crate::data::{DataError, Dataset};

/// A record starts with the coarse class, which is not used, and the fine one.
const LAYOUT: Layout = Layout { train: &["train.bin"], test: "test.bin", classes: "fine_label_names.txt", labels: 2 };

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
    fn labels_are_the_fine_classes() {
        let folder = folder(&LAYOUT, 100);
        let dataset = load(&call("cifar100", &[("path", text("."))]), folder.path()).expect("right");
        assert_eq!((dataset.labels.as_slice(), dataset.test_from), ([0, 1, 2].as_slice(), Some(2)));
        assert_eq!(dataset.classes.len(), 100);
        let Pixels::Bytes { values, white: 255 } = &dataset.pixels else { panic!("bytes") };
        assert!(values.chunks_exact(3072).enumerate().all(|(at, it)| it.iter().all(|it| usize::from(*it) == at)));
    }
}
