//! What can be wrong with data.

use std::{io, path::PathBuf};

/// Why a data set cannot be used. Every variant about a file names it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// A specification names a data set that is not in the registry.
    #[error("there is no data set `{name}`")]
    UnknownSource {
        /// The name.
        name: String,
    },
    /// A specification names an augmentation that is not in the registry.
    #[error("there is no augmentation `{name}`")]
    UnknownAugmentation {
        /// The name.
        name: String,
    },
    /// A file or folder is not there.
    #[error("`{}` does not exist", path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// A folder was expected.
    #[error("`{}` is not a folder", path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// Reading or unpacking failed.
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system or the decompressor says.
        source: io::Error,
    },
    /// The first four bytes are not those of the format.
    #[error("`{}` is not a file of this kind: it should start with {expected:#010x}, but starts with {found:#010x}", path.display())]
    Magic {
        /// The file.
        path: PathBuf,
        /// What the format starts with.
        expected: u32,
        /// What the file starts with.
        found: u32,
    },
    /// The file is shorter or longer than its header or format says.
    #[error("`{}` should have {expected}, but has {found}", path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// The length that the header or the format asks for.
        expected: String,
        /// The length of the file.
        found: String,
    },
    /// A file has images of another size than its companion.
    #[error("the images of `{}` should be {} x {} pixels, but are {} x {}", path.display(), expected[0], expected[1], found[0], found[1])]
    Dimensions {
        /// The file.
        path: PathBuf,
        /// Height and width of the training images.
        expected: [usize; 2],
        /// Height and width of its images.
        found: [usize; 2],
    },
    /// There are not as many labels as images.
    #[error("`{}` should have a label for each of {expected} images, but has {found}", path.display())]
    LabelCount {
        /// The file of labels.
        path: PathBuf,
        /// The number of images.
        expected: usize,
        /// The number of labels.
        found: usize,
    },
    /// A label is not the number of a class.
    #[error("label {index} of `{}` should be below {classes}, but is {found}", path.display())]
    Label {
        /// The file.
        path: PathBuf,
        /// The image it belongs to, counted from 0.
        index: usize,
        /// The number of classes.
        classes: usize,
        /// The label.
        found: u32,
    },
    /// A row of a table is not an image with its label.
    #[error("row {row} of `{}` should be {expected}", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// The row, counted from 0.
        row: usize,
        /// What a row is.
        expected: &'static str,
    },
    /// A file has no image, or a folder no class.
    #[error("`{}` has no {what}", path.display())]
    Empty {
        /// The file or folder.
        path: PathBuf,
        /// What is sought in it.
        what: &'static str,
    },
    /// A test folder has a class that no training image shows.
    #[error("`{}` is a class of the test part only", path.display())]
    UntrainedClass {
        /// The folder.
        path: PathBuf,
    },
    /// An image cannot be decoded.
    #[error("`{}` is not a readable JPEG or PNG image: {source}", path.display())]
    Image {
        /// The file.
        path: PathBuf,
        /// What the decoder says.
        source: image::ImageError,
    },
    /// Images cannot be resized to a size.
    #[error("images of {found} x {found} pixels cannot be made: the size should be 1 to {limit}")]
    Size {
        /// The size asked for.
        found: i64,
        /// The largest size.
        limit: i64,
    },
}
