//! Shapes and numbers as people read them.

use nas_compiler::{
    ir::Space,
    number::{grouped, magnitude},
    observe::{Extent, Tensor},
};
use num_bigint::BigUint;

/// Writes a shape: `image[16 to 64, 8, 8]`.
pub(crate) fn tensor(tensor: &Tensor) -> String {
    let dims: Vec<String> = tensor.dims.iter().map(|it| it.map_or_else(|| "_".to_owned(), size)).collect();
    format!("{}[{}]", tensor.kind, dims.join(", "))
}

/// Writes a dimension: `16`, or `16 to 64`.
fn size(extent: Extent) -> String {
    if extent.least == extent.most { extent.least.to_string() } else { format!("{} to {}", extent.least, extent.most) }
}

/// Writes several shapes, in code.
pub(crate) fn tensors(tensors: &[Tensor]) -> String {
    const SHOWN: usize = 4;
    let mut shown: Vec<String> = tensors.iter().take(SHOWN).map(|it| format!("`{}`", tensor(it))).collect();
    if tensors.len() > SHOWN {
        shown.push(format!("{} more", tensors.len() - SHOWN));
    }
    shown.join(" or ")
}

/// Writes a cost, or the range of one.
pub(crate) fn extent(extent: Extent) -> String {
    if extent.least == extent.most {
        return grouped(extent.least);
    }
    format!("{} to {}", grouped(extent.least), grouped(extent.most))
}

/// Writes how many architectures there are; where constraints over costs are left out of account, it says so.
pub(crate) fn architectures(count: &BigUint, space: &Space) -> String {
    let number = magnitude(count);
    let noun = if number == "1" { "architecture" } else { "architectures" };
    let most = if space.constrains_cost() { "at most " } else { "" };
    format!("{most}{number} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_is_a_range() {
        let of = |least, most| Some(Extent { least, most });
        let shape = Tensor { kind: "image", dims: vec![of(4, 8), of(2, 2), None] };
        assert_eq!(tensor(&shape), "image[4 to 8, 2, _]");
        assert_eq!(extent(Extent { least: 1_000, most: 12_345 }), "1,000 to 12,345");
    }
}
