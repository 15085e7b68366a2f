//! Whole numbers as people read them.

use num_bigint::BigUint;

use crate::ir::CostKind;

/// Digits above which a number is read by its magnitude.
const READABLE: usize = 15;

/// Writes a whole number with a comma between thousands: `15,625`.
pub fn grouped(number: impl std::fmt::Display) -> String {
    let digits = format!("{number}");
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Writes all digits of a cost, with its unit.
pub fn amount(kind: CostKind, value: u64) -> String {
    if kind == CostKind::Memory { format!("{} B", grouped(value)) } else { grouped(value) }
}

/// Writes an amount of memory in three digits: `812 B`, `1.08 MB`.
pub fn bytes(bytes: u64) -> String {
    let units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];
    let mut amount = bytes as f64;
    let mut unit = 0;
    // What would be rounded to 1000 is 1 of the next unit.
    while amount >= 999.5 && unit + 1 < units.len() {
        amount /= 1000.0;
        unit += 1;
    }
    let digits = if unit == 0 || amount >= 99.95 {
        0
    } else if amount >= 9.995 {
        1
    } else {
        2
    };
    format!("{amount:.digits$} {}", units[unit])
}

/// Writes a count: exactly where that can be read, otherwise by its magnitude: `8.12 × 10^18`.
pub fn magnitude(number: &BigUint) -> String {
    let digits = number.to_string();
    if digits.len() <= READABLE {
        return grouped(digits);
    }
    // Three digits, the last rounded; `9.995` may carry into the exponent.
    let leading: f64 = digits[..4].parse::<f64>().unwrap_or_default() / 10.0;
    let (rounded, exponent) = match leading.round() {
        it if it >= 1000.0 => (1.0, digits.len()),
        it => (it / 100.0, digits.len() - 1),
    };
    format!("{rounded:.2} × 10^{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_memory_have_three_digits() {
        let written = [0, 999, 1_000, 1_084_892, 12_345_678, 999_499, 999_500, 16_000_000_000].map(bytes);
        assert_eq!(written, ["0 B", "999 B", "1.00 KB", "1.08 MB", "12.3 MB", "999 KB", "1.00 MB", "16.0 GB"]);
    }
}
