//! Shapes and numbers as people read them.

use nas_compiler::{
    ir::{Expr, ExprId, Space},
    observe::{Extent, Tensor},
};
use num_bigint::BigUint;

/// Digits above which a number is read by its magnitude.
const READABLE: usize = 15;

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

/// Writes a whole number with a comma between thousands: `15,625`.
pub(crate) fn grouped(number: impl std::fmt::Display) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Writes how many architectures there are; where constraints over costs are left out of account, it says so.
pub(crate) fn architectures(count: &BigUint, space: &Space) -> String {
    let digits = count.to_string();
    let number = match digits.len() {
        0..=READABLE => grouped(&digits),
        length => format!("{}.{} × 10^{}", &digits[..1], &digits[1..3], length - 1),
    };
    let noun = if digits == "1" { "architecture" } else { "architectures" };
    let most = if constrains_cost(space) { "at most " } else { "" };
    format!("{most}{number} {noun}")
}

fn constrains_cost(space: &Space) -> bool {
    let mut exprs = (0..space.exprs.len()).map(|it| space.exprs.get(ExprId(it as u32)));
    exprs.any(|it| matches!(it, Expr::Cost(..) | Expr::Latency(_) | Expr::Connected))
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
