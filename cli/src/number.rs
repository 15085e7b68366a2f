//! Numbers as people read them.

pub use nas_compiler::number::{grouped, magnitude};
use num_bigint::BigUint;

/// Writes an estimate of a count in three digits.
pub fn estimate(number: &BigUint) -> String {
    let digits = number.to_string().len() as u32;
    let step = BigUint::from(10_u32).pow(digits.saturating_sub(3));
    let half = &step / 2_u32;
    magnitude(&((number + half) / &step * step))
}

/// A share of a count, to the nearest whole number. Shares are in 2^-53.
pub fn share_of(number: &BigUint, share: f64) -> BigUint {
    const ONE: u64 = 1 << 53;
    let share = (share.clamp(0.0, 1.0) * ONE as f64) as u64;
    (number * share + (ONE >> 1)) >> 53_u8
}

/// Writes how many there are of something: `1 error`, `3 errors`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// Writes a share with as many digits as tell it from 0 and from 1: `41 %`, `0.03 %`.
pub fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    // A hair more, since 100 - 99.9 is a hair less than 0.1.
    let distance = percent.min(100.0 - percent) * (1.0 + 1e-9);
    let digits =
        if distance <= 0.0 || distance >= 10.0 { 0 } else { (1.0 - distance.log10().floor()).min(6.0) as usize };
    format!("{percent:.digits$} %")
}

/// Writes a metric or a cost: whole numbers with separated thousands, others with four decimals. An accuracy of 1 is
/// no whole number to a reader.
pub fn metric(value: f64) -> String {
    if value.fract() == 0.0 && (value == 0.0 || (2.0..1e15).contains(&value)) {
        return grouped(value as u64);
    }
    format!("{value:.4}")
}

/// Writes a time as people say it: `0.4 s`, `1 min 12 s`, `2 h 5 min`.
pub fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..10 => format!("{seconds:.1} s"),
        10..60 => format!("{whole} s"),
        60..3600 => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(15_625), "15,625");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn large_counts_are_read_by_magnitude() {
        assert_eq!(magnitude(&BigUint::from(999_999_999_999_999_u64)), "999,999,999,999,999");
        assert_eq!(magnitude(&BigUint::from(8_123_456_789_000_000_000_u64)), "8.12 × 10^18");
        assert_eq!(magnitude(&BigUint::from(9_999_999_999_999_999_999_u64)), "1.00 × 10^19");
    }

    #[test]
    fn estimates_have_three_digits() {
        let written = |number: &str| estimate(&number.parse().unwrap());
        assert_eq!(written("0"), "0");
        assert_eq!(written("7"), "7");
        assert_eq!(written("123456"), "123,000");
        assert_eq!(written("999999"), "1,000,000");
        assert_eq!(written(&format!("3211{}", "0".repeat(37))), "3.21 × 10^40");
    }

    #[test]
    fn shares_are_taken_of_counts_that_no_float_holds() {
        let number = BigUint::from(10_u32).pow(446);
        assert_eq!(estimate(&share_of(&number, 0.634)), "6.34 × 10^445");
        assert_eq!(share_of(&number, 1.0), number);
        assert_eq!(share_of(&BigUint::from(10_u32), 0.25), BigUint::from(3_u32));
        assert_eq!(share_of(&number, 0.0), BigUint::ZERO);
    }

    #[test]
    fn costs_are_whole_and_metrics_are_not() {
        assert_eq!(metric(4321.0), "4,321");
        assert_eq!(metric(0.956_71), "0.9567");
        assert_eq!(metric(1.0), "1.0000");
    }

    #[test]
    fn times_are_as_people_say_them() {
        assert_eq!(duration(0.42), "0.4 s");
        assert_eq!(duration(42.0), "42 s");
        assert_eq!(duration(72.4), "1 min 12 s");
        assert_eq!(duration(7_500.0), "2 h 5 min");
    }

    #[test]
    fn shares_are_told_from_nothing() {
        assert_eq!(percent(0.5), "50 %");
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.000_32), "0.032 %");
        assert_eq!(percent(0.999), "99.90 %");
    }
}
