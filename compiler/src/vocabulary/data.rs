//! Data sets.

use super::{Component, Default, Facts, Param, Registry, Takes};

/// What networks are trained on.
pub const DATA: Registry = Registry { kind: "data set", components: &[DIGITS, IDX, CIFAR10, CIFAR100, IMAGES] };

const PATH: Param = Param {
    name: "path",
    docs: "The folder, relative to the data folder.",
    takes: Takes::Str,
    default: Default::Required,
};

const DIGITS: Component = Component {
    name: "digits",
    docs: "1,797 real handwritten digits of 8 x 8 pixels (UCI Optical Recognition of Handwritten Digits), embedded.",
    params: &[],
    facts: Facts { image: Some([1, 8, 8]), classes: Some(10), ..Facts::NONE },
};

const IDX: Component = Component {
    name: "idx",
    docs: "A folder of IDX files, plain or gzipped, as of MNIST and Fashion-MNIST.",
    params: &[
        PATH,
        Param {
            name: "classes",
            docs: "The names of the classes; numbers where it is not set.",
            takes: Takes::Strs,
            default: Default::Unset,
        },
    ],
    facts: Facts::NONE,
};

const CIFAR10: Component = Component {
    name: "cifar10",
    docs: "CIFAR-10 in the binary version (Krizhevsky 2009).",
    params: &[PATH],
    facts: Facts { image: Some([3, 32, 32]), classes: Some(10), ..Facts::NONE },
};

const CIFAR100: Component = Component {
    name: "cifar100",
    docs: "CIFAR-100 in the binary version (Krizhevsky 2009), fine labels.",
    params: &[PATH],
    facts: Facts { image: Some([3, 32, 32]), classes: Some(100), ..Facts::NONE },
};

const IMAGES: Component = Component {
    name: "images",
    docs: "A folder with one folder of JPEG or PNG images per class, or such folders under `train` and `test`.",
    params: &[
        PATH,
        Param {
            name: "size",
            docs: "Side to which images are resized, in pixels.",
            takes: Takes::Int(1),
            default: Default::Required,
        },
    ],
    facts: Facts::NONE,
};
