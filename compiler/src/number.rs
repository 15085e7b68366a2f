//! Whole numbers as people read them.

use num_bigint::BigUint;

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
