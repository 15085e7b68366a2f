//! Change of an image's resolution.

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

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    let channels = match rule.kind() {
        TensorKind::Image | TensorKind::Vector => rule.inputs[0].shape.dims[0],
        TensorKind::Sequence | TensorKind::Tokens => return None,
    };
    let (height, width) = (rule.arg("height"), rule.arg("width"));
    Some(rule.free(TensorKind::Image, smallvec![channels, height, width]))
}
