//! Folders of JPEG and PNG images, one folder a class.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use image::{ImageReader, RgbImage, imageops::FilterType};
use nas_compiler::ir::spec::Call;

use super::file;
use crate::data::{DataError, Dataset, Pixels};

/// The largest height and width.
const LIMIT: i64 = 4096;

/// A class folder and its images.
struct Class {
    name: String,
    folder: PathBuf,
    images: Vec<PathBuf>,
}

/// Reads a folder of class folders as colour images of `size` x `size` pixels; the names of the folders are the classes.
///
/// Where the folder holds a folder `train` with folders in it, the classes are in there, and a folder `test` beside it
/// is the official test part. Images of another size are resized, whatever their proportions. Transparency is ignored.
pub(super) fn load(call: &Call, base: &Path) -> Result<Dataset, DataError> {
    let root = file::folder(base, call.str("path"))?;
    let size = checked_size(call.int("size"))?;
    let inner = root.join("train");
    let divided = inner.is_dir() && file::entries(&inner)?.iter().any(|it| it.is_dir());
    let train = classes(if divided { &inner } else { &root })?;
    let mut dataset = Dataset {
        shape: [3, size, size],
        pixels: Pixels::Bytes { values: Vec::new(), white: 255 },
        labels: Vec::new(),
        classes: train.iter().map(|it| it.name.clone()).collect(),
        test_from: None,
    };
    append(&mut dataset, &train)?;
    let test = root.join("test");
    if divided && test.is_dir() {
        dataset.test_from = Some(dataset.len());
        append(&mut dataset, &classes(&test)?)?;
    }
    Ok(dataset)
}

fn checked_size(size: i64) -> Result<usize, DataError> {
    if (1..=LIMIT).contains(&size) { Ok(size as usize) } else { Err(DataError::Size { found: size, limit: LIMIT }) }
}

fn classes(folder: &Path) -> Result<Vec<Class>, DataError> {
    let folders = file::entries(folder)?.into_iter().filter(|it| it.is_dir());
    let classes: Vec<Class> = folders.map(class).collect::<Result<_, _>>()?;
    if classes.is_empty() {
        return Err(DataError::Empty { path: folder.to_owned(), what: "class folders" });
    }
    Ok(classes)
}

fn class(folder: PathBuf) -> Result<Class, DataError> {
    let images: Vec<PathBuf> = file::entries(&folder)?.into_iter().filter(|it| is_image(it)).collect();
    if images.is_empty() {
        return Err(DataError::Empty { path: folder, what: "JPEG or PNG images" });
    }
    let name = folder.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    Ok(Class { name, folder, images })
}

fn is_image(path: &Path) -> bool {
    let extension = path.extension().map(OsStr::to_ascii_lowercase);
    extension.is_some_and(|it| it == "jpg" || it == "jpeg" || it == "png") && !path.is_dir()
}

fn append(dataset: &mut Dataset, classes: &[Class]) -> Result<(), DataError> {
    let size = dataset.shape[1] as u32;
    for class in classes {
        let Some(label) = dataset.classes.iter().position(|it| *it == class.name) else {
            return Err(DataError::UntrainedClass { path: class.folder.clone() });
        };
        for path in &class.images {
            let image = read(path, size)?;
            if let Pixels::Bytes { values, .. } = &mut dataset.pixels {
                extend_by_channel(values, &image);
            }
            dataset.labels.push(label as u32);
        }
    }
    Ok(())
}

fn read(path: &Path, size: u32) -> Result<RgbImage, DataError> {
    let reader = ImageReader::open(path).and_then(ImageReader::with_guessed_format);
    let decoded = reader.map_err(|error| file::unreadable(path, error))?.decode();
    let image = decoded.map_err(|source| DataError::Image { path: path.to_owned(), source })?;
    if (image.width(), image.height()) == (size, size) {
        return Ok(image.into_rgb8());
    }
    Ok(image.resize_exact(size, size, FilterType::Triangle).into_rgb8())
}

/// Appends an image with its pixels' colours taken apart: all reds, all greens, all blues.
fn extend_by_channel(values: &mut Vec<u8>, image: &RgbImage) {
    for channel in 0..3 {
        values.extend(image.pixels().map(|it| it.0[channel]));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use image::Rgb;
    use nas_compiler::ir::Scalar;
    use tempfile::TempDir;

    use super::*;
    use crate::data::tests::{call, text};

    fn save(folder: &TempDir, path: &str, image: &RgbImage) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a class folder")).expect("writable");
        image.save(path).expect("writable");
    }

    fn plain(side: u32, color: [u8; 3]) -> RgbImage {
        RgbImage::from_pixel(side, side, Rgb(color))
    }

    fn read_at(folder: &TempDir, path: &str, size: i64) -> Result<Dataset, DataError> {
        load(&call("images", &[("path", text(path)), ("size", Scalar::Int(size))]), folder.path())
    }

    fn read_all(folder: &TempDir, size: i64) -> Result<Dataset, DataError> {
        read_at(folder, ".", size)
    }

    #[test]
    fn class_folders_become_classes_in_order_of_names() {
        let folder = tempfile::tempdir().expect("a folder");
        save(&folder, "dog/b.png", &plain(4, [10, 20, 30]));
        save(&folder, "cat/x.PNG", &plain(8, [1, 2, 3]));
        save(&folder, "cat/y.jpeg", &plain(4, [128, 128, 128]));
        fs::write(folder.path().join("cat/notes.txt"), "no image").expect("writable");
        fs::create_dir(folder.path().join(".hidden")).expect("writable");
        let dataset = read_all(&folder, 4).expect("right");
        assert_eq!((dataset.shape, dataset.test_from), ([3, 4, 4], None));
        assert_eq!(dataset.classes, ["cat", "dog"]);
        assert_eq!(dataset.labels, [0, 0, 1]);
        let Pixels::Bytes { values, white: 255 } = &dataset.pixels else { panic!("bytes") };
        let expected = [[1; 16], [2; 16], [3; 16]].concat();
        assert_eq!(values[..48], expected, "resized, channel by channel");
        assert!(values[48..96].iter().all(|it| it.abs_diff(128) <= 1), "JPEG may round");
        assert_eq!(values[96..], [[10; 16], [20; 16], [30; 16]].concat());
    }

    #[test]
    fn train_and_test_folders_are_parts() {
        let folder = tempfile::tempdir().expect("a folder");
        save(&folder, "train/a/1.png", &plain(2, [1; 3]));
        save(&folder, "train/b/1.png", &plain(2, [2; 3]));
        save(&folder, "test/b/1.png", &plain(2, [3; 3]));
        let dataset = read_all(&folder, 2).expect("right");
        assert_eq!((dataset.labels.as_slice(), dataset.test_from), ([0, 1, 1].as_slice(), Some(2)));
        save(&folder, "test/c/1.png", &plain(2, [3; 3]));
        assert!(matches!(read_all(&folder, 2), Err(DataError::UntrainedClass { path }) if path.ends_with("test/c")));
    }

    #[test]
    fn empty_folders_are_errors_that_name_them() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(read_all(&folder, 2), Err(DataError::Empty { what: "class folders", .. })));
        save(&folder, "a/1.png", &plain(2, [1; 3]));
        fs::create_dir(folder.path().join("b")).expect("writable");
        let message = read_all(&folder, 2).expect_err("empty").to_string();
        assert!(message.ends_with("b` has no JPEG or PNG images"), "{message}");
    }

    #[test]
    fn impossible_sizes_are_errors() {
        let folder = tempfile::tempdir().expect("a folder");
        for size in [-1, 0, LIMIT + 1] {
            assert!(matches!(read_all(&folder, size), Err(DataError::Size { found, .. }) if found == size));
        }
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("file"), "text").expect("writable");
        let found = read_at(&folder, "file", 2);
        assert!(matches!(found, Err(DataError::NotAFolder { .. })));
    }

    #[test]
    fn damaged_images_are_errors_and_never_a_panic() {
        for name in ["a/1.png", "a/1.jpg"] {
            let folder = tempfile::tempdir().expect("a folder");
            let gradient = RgbImage::from_fn(9, 9, |x, y| Rgb([(x * 20) as u8, (y * 20) as u8, (x * y) as u8]));
            save(&folder, name, &gradient);
            let path = folder.path().join(name);
            let bytes = fs::read(&path).expect("written before");
            for length in 0..bytes.len() / 2 {
                fs::write(&path, &bytes[..length]).expect("writable");
                let message = read_all(&folder, 4).expect_err("truncated").to_string();
                assert!(message.contains(name), "{message}");
            }
            // Every third bit: all places in a byte, in a third of the time.
            for bit in (0..bytes.len() * 8).step_by(3) {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                fs::write(&path, &flipped).expect("writable");
                if let Ok(found) = read_all(&folder, 4) {
                    assert_eq!(found.shape, [3, 4, 4]);
                }
            }
        }
    }
}
