//! The embedded data set: 1,797 hand-written digits of 8 x 8 pixels.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use flate2::read::GzDecoder;
use nas_compiler::ir::spec::Call;

use crate::data::{DataError, Dataset, Pixels};

/// Packed lines of 64 pixels and a label. The file beside it says where it comes from.
const PACKED: &[u8] = include_bytes!("../../../data/digits/digits.csv.gz");
const NAME: &str = "digits.csv.gz";
const SIDE: usize = 8;
const WHITE: u8 = 16;
const CLASSES: u8 = 10;

pub(super) fn load(_: &Call, _: &Path) -> Result<Dataset, DataError> {
    parse(PACKED)
}

fn parse(packed: &[u8]) -> Result<Dataset, DataError> {
    let mut values = Vec::new();
    let mut labels = Vec::new();
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(GzDecoder::new(packed));
    for (row, record) in reader.records().enumerate() {
        let digit = record.ok().and_then(|it| digit(&it));
        let Some((pixels, label)) = digit else { return Err(wrong_row(row)) };
        values.extend(pixels);
        labels.push(u32::from(label));
    }
    Ok(Dataset {
        shape: [1, SIDE, SIDE],
        pixels: Pixels::Bytes { values, white: WHITE },
        labels,
        classes: (0..CLASSES).map(|it| it.to_string()).collect(),
        test_from: None,
    })
}

fn digit(record: &StringRecord) -> Option<(Vec<u8>, u8)> {
    let mut pixels: Vec<u8> = record.iter().map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let label = pixels.pop().filter(|it| *it < CLASSES)?;
    let right = pixels.len() == SIDE * SIDE && pixels.iter().all(|it| *it <= WHITE);
    right.then_some((pixels, label))
}

fn wrong_row(row: usize) -> DataError {
    DataError::Row { path: NAME.into(), row, expected: "64 pixels of 0 to 16 and a label of 0 to 9" }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;
    use crate::data::Normalization;

    fn pack(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn all_digits_are_there() {
        let digits = parse(PACKED).expect("the embedded file is right");
        assert_eq!(digits.len(), 1797);
        let all: Vec<usize> = (0..1797).collect();
        assert_eq!(digits.class_counts(&all), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        assert_eq!(digits.labels[..4], [0, 1, 2, 3]);
        assert_eq!(digits.labels[1796], 8);
        let Pixels::Bytes { values, white: 16 } = &digits.pixels else { panic!("bytes up to 16") };
        assert_eq!(values.len(), 1797 * 64);
        assert_eq!(values[..16], [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]);
    }

    #[test]
    fn mean_and_deviation_are_the_known_ones() {
        // sklearn.datasets.load_digits().data / 16: mean() and std()
        let digits = parse(PACKED).expect("the embedded file is right");
        let all: Vec<usize> = (0..1797).collect();
        let found = Normalization::measure(&digits.view(None), &all);
        assert!((found.mean[0] - 0.305_260_3).abs() < 1e-6, "{found:?}");
        assert!((found.deviation[0] - 0.376_049_2).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn a_wrong_row_is_an_error_that_names_it() {
        let row = |first: &str| format!("{first}{},7\n", ",3".repeat(63));
        assert_eq!(parse(&pack(&row("16"))).expect("right").labels, [7]);
        for wrong in ["17", "-1", "x", "", "1,1"] {
            let found = parse(&pack(&(row("0") + &row(wrong))));
            assert!(matches!(found, Err(DataError::Row { row: 1, .. })), "{wrong}: {found:?}");
        }
    }

    #[test]
    fn a_truncated_file_is_an_error() {
        for length in [0, 5, 100, PACKED.len() / 2, PACKED.len() - 1] {
            let found = parse(&PACKED[..length]);
            assert!(found.is_err(), "{length} bytes");
        }
    }
}
