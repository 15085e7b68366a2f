//! The IDX format of MNIST and its relatives: images and labels in separate files, packed or not.

use std::{
    io::{self, Read},
    path::Path,
};

use nas_compiler::ir::{
    Scalar,
    spec::{Call, Value},
};

use super::file;
use crate::data::{DataError, Dataset, Pixels};

/// Unsigned bytes in three dimensions.
const IMAGES: u32 = 0x0000_0803;
/// Unsigned bytes in one dimension.
const LABELS: u32 = 0x0000_0801;

/// What a file holds.
struct Array<const N: usize> {
    dimensions: [usize; N],
    values: Vec<u8>,
}

/// The images of one part.
struct Images {
    count: usize,
    size: [usize; 2],
    values: Vec<u8>,
}

/// Reads `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, and the `t10k-` pair where one of it is there.
///
/// Classes are named by the numbers up to the largest training label, unless `classes` lists names.
pub(super) fn load(call: &Call, base: &Path) -> Result<Dataset, DataError> {
    let folder = file::folder(base, call.str("path"))?;
    let mut images = read_images(&folder.join("train-images-idx3-ubyte"))?;
    let labels_path = folder.join("train-labels-idx1-ubyte");
    let mut labels = read_labels(&labels_path, images.count)?;
    let classes = class_names(call.list("classes"), &labels);
    check_labels(&labels_path, &labels, classes.len())?;
    let test_from = has_test(&folder).then_some(images.count);
    if test_from.is_some() {
        append_test(&folder, &mut images, &mut labels, classes.len())?;
    }
    Ok(Dataset {
        shape: [1, images.size[0], images.size[1]],
        pixels: Pixels::Bytes { values: images.values, white: 255 },
        labels: labels.into_iter().map(u32::from).collect(),
        classes,
        test_from,
    })
}

fn has_test(folder: &Path) -> bool {
    ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"].iter().any(|it| file::locate(&folder.join(it)).is_ok())
}

fn append_test(folder: &Path, images: &mut Images, labels: &mut Vec<u8>, classes: usize) -> Result<(), DataError> {
    let path = folder.join("t10k-images-idx3-ubyte");
    let test = read_images(&path)?;
    if test.size != images.size {
        return Err(DataError::Dimensions { path, expected: images.size, found: test.size });
    }
    let path = folder.join("t10k-labels-idx1-ubyte");
    let test_labels = read_labels(&path, test.count)?;
    check_labels(&path, &test_labels, classes)?;
    images.values.extend(test.values);
    labels.extend(test_labels);
    Ok(())
}

fn class_names(names: &[Value], labels: &[u8]) -> Vec<String> {
    let name = |it: &Value| match it {
        Value::Scalar(Scalar::Str(name)) => name.clone(),
        Value::Scalar(other) => other.to_string(),
        _ => String::new(),
    };
    if !names.is_empty() {
        return names.iter().map(name).collect();
    }
    let largest = labels.iter().max().copied().unwrap_or(0);
    (0..=largest).map(|it| it.to_string()).collect()
}

fn check_labels(path: &Path, labels: &[u8], classes: usize) -> Result<(), DataError> {
    match labels.iter().position(|it| usize::from(*it) >= classes) {
        Some(index) => Err(DataError::Label { path: path.to_owned(), index, classes, found: u32::from(labels[index]) }),
        None => Ok(()),
    }
}

fn read_images(path: &Path) -> Result<Images, DataError> {
    let Array { dimensions: [count, height, width], values } = read_array(path, IMAGES)?;
    if values.is_empty() {
        return Err(DataError::Empty { path: path.to_owned(), what: "images" });
    }
    Ok(Images { count, size: [height, width], values })
}

fn read_labels(path: &Path, images: usize) -> Result<Vec<u8>, DataError> {
    let Array { dimensions: [count], values } = read_array(path, LABELS)?;
    if count != images {
        return Err(DataError::LabelCount { path: path.to_owned(), expected: images, found: count });
    }
    Ok(values)
}

/// Reads an array of bytes: a magic number, its dimensions, its values.
fn read_array<const N: usize>(path: &Path, magic: u32) -> Result<Array<N>, DataError> {
    let path = &file::locate(path)?;
    let mut reader = file::open(path)?;
    let found = read_number(&mut *reader).map_err(|error| header(path, N, error))?;
    if found != magic {
        return Err(DataError::Magic { path: path.to_owned(), expected: magic, found });
    }
    let mut dimensions = [0; N];
    for dimension in &mut dimensions {
        *dimension = read_number(&mut *reader).map_err(|error| header(path, N, error))? as usize;
    }
    let length = dimensions.iter().try_fold(1, |product: u64, it| product.checked_mul(*it as u64));
    // A header that lies asks for no memory: only bytes that are there are read, and one more to see that they end.
    let limit = length.unwrap_or(u64::MAX).saturating_add(1);
    let mut values = Vec::new();
    reader.take(limit).read_to_end(&mut values).map_err(|error| file::unreadable(path, error))?;
    if length != Some(values.len() as u64) {
        return Err(wrong_length(path, &dimensions, values.len()));
    }
    Ok(Array { dimensions, values })
}

fn read_number(reader: &mut dyn Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    reader.read_exact(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes))
}

fn header(path: &Path, dimensions: usize, error: io::Error) -> DataError {
    if error.kind() != io::ErrorKind::UnexpectedEof {
        return file::unreadable(path, error);
    }
    let expected = format!("a header of {} bytes", 4 + 4 * dimensions);
    DataError::Length { path: path.to_owned(), expected, found: "less".to_owned() }
}

fn wrong_length(path: &Path, dimensions: &[usize], found: usize) -> DataError {
    let product = dimensions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" x ");
    let full = dimensions.iter().map(|it| *it as u128).product::<u128>();
    let found = if found as u128 > full { "more".to_owned() } else { format!("{found}") };
    DataError::Length { path: path.to_owned(), expected: format!("{product} bytes after its header"), found }
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Write};

    use flate2::{Compression, write::GzEncoder};
    use tempfile::TempDir;

    use super::*;
    use crate::data::{
        Normalization, split,
        tests::{call, text},
    };

    fn array(magic: u32, dimensions: &[u32], values: &[u8]) -> Vec<u8> {
        let numbers = std::iter::once(&magic).chain(dimensions).flat_map(|it| it.to_be_bytes());
        numbers.chain(values.iter().copied()).collect()
    }

    /// Three training images and one test image of 2 x 2 pixels.
    fn small() -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let pixels: Vec<u8> = (0..12).collect();
        write(&folder, "train-images-idx3-ubyte", &array(IMAGES, &[3, 2, 2], &pixels));
        write(&folder, "train-labels-idx1-ubyte", &array(LABELS, &[3], &[0, 2, 1]));
        write(&folder, "t10k-images-idx3-ubyte", &array(IMAGES, &[1, 2, 2], &[9; 4]));
        write(&folder, "t10k-labels-idx1-ubyte", &array(LABELS, &[1], &[2]));
        folder
    }

    fn write(folder: &TempDir, name: &str, bytes: &[u8]) {
        fs::write(folder.path().join(name), bytes).expect("writable");
    }

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    fn read(folder: &TempDir) -> Result<Dataset, DataError> {
        load(&call("idx", &[("path", text("."))]), folder.path())
    }

    #[test]
    fn training_and_test_files_become_one_data_set() {
        let dataset = read(&small()).expect("right");
        assert_eq!(dataset.shape, [1, 2, 2]);
        assert_eq!(dataset.labels, [0, 2, 1, 2]);
        assert_eq!(dataset.classes, ["0", "1", "2"]);
        assert_eq!(dataset.test_from, Some(3));
        let values = vec![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 9, 9, 9, 9];
        assert_eq!(dataset.pixels, Pixels::Bytes { values, white: 255 });
    }

    #[test]
    fn packed_files_are_the_same_and_a_test_part_is_not_needed() {
        let folder = small();
        let plain = read(&folder).expect("right");
        for name in ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"] {
            let path = folder.path().join(name);
            write(&folder, &format!("{name}.gz"), &pack(&fs::read(&path).expect("written before")));
            fs::remove_file(path).expect("written before");
        }
        assert_eq!(read(&folder).expect("right"), plain);
        for name in ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"] {
            fs::remove_file(folder.path().join(name)).expect("written before");
        }
        let dataset = read(&folder).expect("right");
        assert_eq!((dataset.len(), dataset.test_from), (3, None));
    }

    #[test]
    fn half_a_test_part_is_an_error() {
        let folder = small();
        fs::remove_file(folder.path().join("t10k-labels-idx1-ubyte")).expect("written before");
        assert!(matches!(read(&folder), Err(DataError::Missing { path }) if path.ends_with("t10k-labels-idx1-ubyte")));
    }

    #[test]
    fn given_class_names_bound_the_labels() {
        let folder = small();
        let mut call = call("idx", &[("path", text("."))]);
        let names =
            |names: &[&str]| Value::List(names.iter().map(|it| Value::Scalar(Scalar::Str((*it).to_owned()))).collect());
        call.args.insert("classes".into(), names(&["bag", "coat", "shoe"]));
        assert_eq!(load(&call, folder.path()).expect("right").classes, ["bag", "coat", "shoe"]);
        call.args.insert("classes".into(), names(&["bag", "coat"]));
        let found = load(&call, folder.path());
        assert!(matches!(found, Err(DataError::Label { index: 1, classes: 2, found: 2, .. })), "{found:?}");
    }

    #[test]
    fn every_truncation_is_an_error() {
        for name in ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"] {
            let folder = small();
            let bytes = fs::read(folder.path().join(name)).expect("written before");
            for length in 0..bytes.len() {
                write(&folder, name, &bytes[..length]);
                let message = read(&folder).expect_err("truncated").to_string();
                assert!(message.contains(name), "{message}");
            }
        }
    }

    #[test]
    fn flipped_bits_of_a_header_are_errors_and_none_is_a_panic() {
        for (name, header) in [("train-images-idx3-ubyte", 16), ("train-labels-idx1-ubyte", 8)] {
            let folder = small();
            let bytes = fs::read(folder.path().join(name)).expect("written before");
            for bit in 0..bytes.len() * 8 {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                write(&folder, name, &flipped);
                let found = read(&folder);
                assert!(found.is_err() || bit >= header * 8, "{name}, bit {bit}");
            }
        }
    }

    #[test]
    fn damaged_packed_files_are_never_a_panic() {
        let folder = small();
        let name = "train-images-idx3-ubyte";
        let packed = pack(&fs::read(folder.path().join(name)).expect("written before"));
        fs::remove_file(folder.path().join(name)).expect("written before");
        write(&folder, "train-images-idx3-ubyte.gz", &packed);
        let whole = read(&folder).expect("right");
        for length in 0..packed.len() {
            write(&folder, "train-images-idx3-ubyte.gz", &packed[..length]);
            let message = read(&folder).expect_err("truncated").to_string();
            assert!(message.contains("train-images-idx3-ubyte.gz"), "{message}");
        }
        for bit in 0..packed.len() * 8 {
            let mut flipped = packed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            write(&folder, "train-images-idx3-ubyte.gz", &flipped);
            if let Ok(found) = read(&folder) {
                assert_eq!(found, whole, "bit {bit} changes an image unnoticed");
            }
        }
    }

    #[test]
    fn errors_say_what_was_expected_and_found() {
        let folder = small();
        write(&folder, "t10k-images-idx3-ubyte", &array(IMAGES, &[1, 2, 3], &[9; 6]));
        let message = read(&folder).expect_err("another size").to_string();
        assert!(message.ends_with("should be 2 x 2 pixels, but are 2 x 3"), "{message}");
        write(&folder, "train-images-idx3-ubyte", &array(IMAGES, &[3, 2, 2], &[0; 11]));
        let message = read(&folder).expect_err("too short").to_string();
        assert!(message.ends_with("should have 3 x 2 x 2 bytes after its header, but has 11"), "{message}");
        write(&folder, "train-images-idx3-ubyte", &array(IMAGES, &[u32::MAX; 3], &[0; 11]));
        assert!(matches!(read(&folder), Err(DataError::Length { .. })));
        write(&folder, "train-images-idx3-ubyte", &array(LABELS, &[3, 2, 2], &[0; 12]));
        let message = read(&folder).expect_err("wrong magic").to_string();
        assert!(message.ends_with("it should start with 0x00000803, but starts with 0x00000801"), "{message}");
        write(&folder, "train-images-idx3-ubyte", &array(IMAGES, &[3, 2], &[]));
        let message = read(&folder).expect_err("half a header").to_string();
        assert!(message.ends_with("should have a header of 16 bytes, but has less"), "{message}");
        write(&folder, "train-images-idx3-ubyte", &array(IMAGES, &[0, 2, 2], &[]));
        assert!(matches!(read(&folder), Err(DataError::Empty { .. })));
        write(&folder, "train-images-idx3-ubyte", &array(IMAGES, &[4, 2, 2], &[0; 16]));
        assert!(matches!(read(&folder), Err(DataError::LabelCount { expected: 4, found: 3, .. })));
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn fashion_mnist_is_read_and_has_its_known_moments() {
        let folder = "/usr/share/datasets/fashion-mnist";
        if !Path::new(folder).exists() {
            eprintln!("skipped: the Debian package dataset-fashion-mnist is not installed");
            return;
        }
        let dataset = load(&call("idx", &[("path", text(folder))]), Path::new("elsewhere")).expect("right");
        assert_eq!((dataset.shape, dataset.len(), dataset.test_from), ([1, 28, 28], 70_000, Some(60_000)));
        let training: Vec<usize> = (0..60_000).collect();
        assert_eq!(dataset.class_counts(&training), [6_000; 10]);
        assert_eq!(dataset.labels[..5], [9, 0, 0, 3, 0]);
        // The moments that every Fashion-MNIST recipe quotes.
        let found = Normalization::measure(&dataset.view(None), &training);
        assert!((found.mean[0] - 0.2860).abs() < 5e-5 && (found.deviation[0] - 0.3530).abs() < 5e-5, "{found:?}");
        let shares = nas_compiler::ir::spec::Split { train: 0.9, valid: 0.1, test: 0.0 };
        let parts = split(&dataset, &shares, 1);
        assert_eq!(dataset.class_counts(&parts.train), [5_400; 10]);
        assert_eq!(dataset.class_counts(&parts.test), [1_000; 10]);
    }
}
