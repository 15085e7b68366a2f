//! Changes of an image's resolution.

use smallvec::smallvec;

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::TensorKind;

pub(super) const RESIZE: Primitive = Primitive {
    name: "resize",
    docs: "The image at another resolution: each pixel is the nearest one of the input, or is interpolated between its neighbours. A vector is an image of one pixel.",
    arity: Arity::One,
    params: &[
        Param {
            name: "size",
            docs: "Sides of the result, or `[height, width]`.",
            ty: ParamType::Size(1, ["height", "width"]),
            default: Default::Required,
        },
        Param {
            name: "bilinear",
            docs: "Whether pixels are interpolated linearly between their four neighbours.",
            ty: ParamType::Bool,
            default: Default::Bool(false),
        },
        Param {
            name: "align_corners",
            docs: "Whether interpolation keeps the pixels at the corners where they are, rather than the corners of these pixels.",
            ty: ParamType::Bool,
            default: Default::Bool(false),
        },
    ],
    rule,
};

const FACTOR: Param = Param {
    name: "factor",
    docs: "How many pixels of a side stand in the place of one.",
    ty: ParamType::Int(1),
    default: Default::Required,
};

pub(super) const PIXEL_SHUFFLE: Primitive = Primitive {
    name: "pixel_shuffle",
    docs: "Lays channels out as pixels (sub-pixel convolution, Shi et al. 2016; depth to space): `factor * factor` channels that follow one another are the pixels, row by row, in the place of one.",
    arity: Arity::One,
    params: &[FACTOR],
    rule: pixel_shuffle,
};

pub(super) const PIXEL_UNSHUFFLE: Primitive = Primitive {
    name: "pixel_unshuffle",
    docs: "Gathers pixels as channels (space to depth): takes back what `pixel_shuffle` does.",
    arity: Arity::One,
    params: &[FACTOR],
    rule: pixel_unshuffle,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    let channels = match rule.kind() {
        TensorKind::Image | TensorKind::Vector => rule.inputs[0].shape.dims[0],
        TensorKind::Sequence | TensorKind::Tokens => return None,
    };
    let (height, width) = (rule.arg("height"), rule.arg("width"));
    Some(rule.free(TensorKind::Image, smallvec![channels, height, width]))
}

fn pixel_shuffle(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [channels, height, width] = rule.input(TensorKind::Image)?[..] else { return None };
    let factor = rule.arg("factor");
    let pixels = rule.exprs.multiply(factor, factor);
    rule.demand_divisible_by("channels", channels, ("factor * factor", pixels));
    let channels = rule.exprs.floor_divide(channels, pixels);
    let [height, width] = [height, width].map(|side| rule.exprs.multiply(side, factor));
    Some(rule.free(TensorKind::Image, smallvec![channels, height, width]))
}

fn pixel_unshuffle(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [channels, height, width] = rule.input(TensorKind::Image)?[..] else { return None };
    let factor = rule.arg("factor");
    rule.demand_divisible("rows", height, "factor");
    rule.demand_divisible("columns", width, "factor");
    let channels = rule.exprs.product([channels, factor, factor]);
    let [height, width] = [height, width].map(|side| rule.exprs.floor_divide(side, factor));
    Some(rule.free(TensorKind::Image, smallvec![channels, height, width]))
}
