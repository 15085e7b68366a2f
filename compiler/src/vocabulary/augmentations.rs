//! Augmentations.

use super::{Component, Default, Facts, Param, Registry, Takes};

/// What is done to training images.
pub const AUGMENTATIONS: Registry = Registry { kind: "augmentation", components: &[CROP, FLIP, CUTOUT, MIXUP, CUTMIX] };

const CROP: Component = Component {
    name: "crop",
    docs: "Pads the image with zeros and cuts a random part of the old size out of it.",
    params: &[Param {
        name: "padding",
        docs: "Zeros on every side, in pixels.",
        takes: Takes::Int(0),
        default: Default::Int(4),
    }],
    facts: Facts::NONE,
};

const FLIP: Component = Component {
    name: "flip",
    docs: "Mirrors every other image left to right, at random.",
    params: &[],
    facts: Facts::NONE,
};

const CUTOUT: Component = Component {
    name: "cutout",
    docs: "Blanks a random square (DeVries & Taylor 2017).",
    params: &[Param {
        name: "size",
        docs: "Side of the square, in pixels.",
        takes: Takes::Int(1),
        default: Default::Int(16),
    }],
    facts: Facts::NONE,
};

const fn alpha(default: f64) -> Param {
    Param {
        name: "alpha",
        docs: "Both parameters of the Beta distribution that the share is drawn from.",
        takes: Takes::Float(1e-6, 1e6),
        default: Default::Float(default),
    }
}

const MIXUP: Component = Component {
    name: "mixup",
    docs: "Blends pairs of images and their targets (Zhang et al. 2018).",
    params: &[alpha(0.2)],
    facts: Facts::NONE,
};

const CUTMIX: Component = Component {
    name: "cutmix",
    docs: "Pastes a part of one image into another and blends their targets by area (Yun et al. 2019).",
    params: &[alpha(1.0)],
    facts: Facts::NONE,
};
