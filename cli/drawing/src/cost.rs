//! Costs as pictures show them.

use std::{fmt, iter::Sum, ops::Add};

/// What a cost can be: between two numbers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Range {
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// Whether no more is known than that it is never more than the most.
    pub is_rough: bool,
}

impl Range {
    /// Returns what is known exactly.
    pub fn exactly(value: u64) -> Self {
        Self::between(value as f64, value as f64)
    }

    /// Returns what lies between two numbers.
    pub fn between(least: f64, most: f64) -> Self {
        Self { least: least.max(0.0), most: most.max(0.0), is_rough: false }
    }

    /// Returns what is never more than a number, and may never come near it.
    pub fn at_most(most: f64) -> Self {
        Self { is_rough: true, ..Self::between(0.0, most) }
    }
}

impl Add for Range {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let is_rough = self.is_rough || other.is_rough;
        Self { least: self.least + other.least, most: self.most + other.most, is_rough }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, most) = (short(self.least), short(self.most));
        if self.is_rough {
            return write!(f, "≤ {most}");
        }
        if least == most { f.write_str(&least) } else { write!(f, "{least} – {most}") }
    }
}

/// What operations cost, given that they exist; nothing where no bound is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// Trainable scalars.
    pub params: Option<Range>,
    /// Multiply-accumulates for one input.
    pub macs: Option<Range>,
}

impl Default for Costs {
    fn default() -> Self {
        Self { params: Some(Range::default()), macs: Some(Range::default()) }
    }
}

impl Add for Costs {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let each = |one: Option<Range>, other: Option<Range>| one.zip(other).map(|it| it.0 + it.1);
        Self { params: each(self.params, other.params), macs: each(self.macs, other.macs) }
    }
}

impl Sum for Costs {
    fn sum<I: Iterator<Item = Self>>(each: I) -> Self {
        each.fold(Self::default(), Add::add)
    }
}

/// What is known and more than nothing, as a line of text; empty if there is nothing to say.
impl fmt::Display for Costs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = |it: Option<Range>| it.filter(|it| it.most > 0.0);
        let params = known(self.params).map(|it| format!("{it} params"));
        let macs = known(self.macs).map(|it| format!("{it} MACs"));
        let parts: Vec<String> = params.into_iter().chain(macs).collect();
        f.write_str(&parts.join(" · "))
    }
}

/// Writes a number with three digits at most and the letter of its magnitude: `9.25k`.
fn short(value: f64) -> String {
    // What rounds to a thousand belongs to the next letter.
    let letters = [("", 1.0), ("k", 1e3), ("M", 1e6), ("G", 1e9)];
    let (letter, unit) = letters.into_iter().find(|it| value < 999.5 * it.1).unwrap_or(("T", 1e12));
    let scaled = value / unit;
    let digits = match scaled {
        _ if letter.is_empty() => 0,
        it if it < 9.995 => 2,
        it if it < 99.95 => 1,
        _ => 0,
    };
    let text = format!("{scaled:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text}{letter}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits_and_a_letter() {
        let each = [0.0, 640.0, 999.0, 9_248.0, 36_992.0, 999_600.0, 25_557_032.0, 4.1e9];
        let texts = each.map(short);
        assert_eq!(texts, ["0", "640", "999", "9.25k", "37k", "1M", "25.6M", "4.1G"]);
    }

    #[test]
    fn a_range_has_both_ends_where_they_differ() {
        assert_eq!(Range::exactly(1_500).to_string(), "1.5k");
        assert_eq!(Range::between(0.0, 2_304.0).to_string(), "0 – 2.3k");
        assert_eq!((Range::exactly(1) + Range::between(2.0, 5.0)).to_string(), "3 – 6");
    }

    #[test]
    fn of_what_is_known_roughly_only_the_most_is_written() {
        assert_eq!((Range::exactly(1_000) + Range::at_most(500.0)).to_string(), "≤ 1.5k");
    }

    #[test]
    fn what_is_free_or_unknown_is_not_written() {
        let params = Costs { params: Some(Range::exactly(10)), ..Costs::default() };
        assert_eq!(params.to_string(), "10 params");
        let unknown = Costs { params: None, macs: Some(Range::exactly(1_000)) };
        assert_eq!([params, unknown].into_iter().sum::<Costs>().to_string(), "1k MACs");
    }
}
