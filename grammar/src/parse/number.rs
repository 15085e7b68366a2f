//! Numbers and their units.

use crate::{
    Diagnostic, Span,
    ast::{ExprKind, Unit},
};

use super::errors;

/// Every unit: how it is written, what it measures, how many of the base unit it is.
pub(super) const UNITS: [(&str, Unit, f64); 19] = [
    ("", Unit::One, 1.0),
    ("k", Unit::One, 1e3),
    ("M", Unit::One, 1e6),
    ("G", Unit::One, 1e9),
    ("%", Unit::Percent, 0.01),
    ("ns", Unit::Time, 1e-9),
    ("us", Unit::Time, 1e-6),
    ("ms", Unit::Time, 1e-3),
    ("s", Unit::Time, 1.0),
    ("min", Unit::Time, 60.0),
    ("h", Unit::Time, 3600.0),
    ("d", Unit::Time, 86_400.0),
    ("B", Unit::Memory, 1.0),
    ("KB", Unit::Memory, 1e3),
    ("MB", Unit::Memory, 1e6),
    ("GB", Unit::Memory, 1e9),
    ("KiB", Unit::Memory, 1024.0),
    ("MiB", Unit::Memory, 1_048_576.0),
    ("GiB", Unit::Memory, 1_073_741_824.0),
];

/// The largest whole number that a real number holds exactly.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// Reads a number with its unit.
pub(super) fn read(text: &str, span: Span) -> Result<ExprKind, Box<Diagnostic>> {
    let (digits, suffix) = text.split_at(unit_start(text));
    let amount: f64 = digits.replace('_', "").parse().map_err(|_| Box::new(errors::number_too_large(span)))?;
    let Some((_, unit, scale)) = UNITS.iter().find(|it| it.0 == suffix) else {
        let start = span.start + digits.len() as u32;
        return Err(Box::new(errors::unknown_unit(Span { start, ..span }, suffix)));
    };
    let scaled = if *unit == Unit::Percent { amount / 100.0 } else { amount * scale };
    // `3.3M` is meant to be whole although 3.3 * 1e6 need not be.
    let value = if *scale > 1.0 && (scaled - scaled.round()).abs() < 1e-6 * scale { scaled.round() } else { scaled };
    if !value.is_finite() || value > LARGEST {
        return Err(Box::new(errors::number_too_large(span)));
    }
    let pointed = digits.contains(['.', 'e', 'E']);
    let whole = value.fract() == 0.0 && (!pointed || *scale > 1.0);
    Ok(ExprKind::Number { value, whole, unit: *unit })
}

/// Reads an amount of memory as the language writes it, such as `16GB`, in bytes; nothing where it is none.
pub fn memory(text: &str) -> Option<u64> {
    let starts_well = text.starts_with(|it: char| it.is_ascii_digit());
    match read(text, Span::default()) {
        Ok(ExprKind::Number { value, unit: Unit::Memory, .. }) if starts_well => Some(value as u64),
        _ => None,
    }
}

/// Reads a whole number with the units of counts: `64k` is 64,000.
pub fn count(text: &str) -> Option<i64> {
    let starts_well = text.starts_with(|it: char| it.is_ascii_digit());
    match read(text, Span::default()) {
        Ok(ExprKind::Number { value, unit: Unit::One, whole: true }) if starts_well => Some(value as i64),
        _ => None,
    }
}

/// Returns where the unit begins: behind the last digit, since an exponent ends in one.
fn unit_start(text: &str) -> usize {
    let mut end = text.find(|it: char| !it.is_ascii_digit() && !matches!(it, '_' | '.')).unwrap_or(text.len());
    let rest = &text.as_bytes()[end..];
    if rest.first().is_some_and(|it| it.eq_ignore_ascii_case(&b'e')) {
        let sign = usize::from(matches!(rest.get(1), Some(b'+' | b'-')));
        let digits = rest[1 + sign..].iter().take_while(|it| it.is_ascii_digit()).count();
        if digits > 0 {
            end += 1 + sign + digits;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> (f64, bool, Unit) {
        match read(text, Span::default()) {
            Ok(ExprKind::Number { value, whole, unit }) => (value, whole, unit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(number("3.5M"), (3_500_000.0, true, Unit::One));
        assert_eq!(number("1.1M"), (1_100_000.0, true, Unit::One));
        assert_eq!(number("50k"), (50_000.0, true, Unit::One));
        assert_eq!(number("70%"), (0.7, false, Unit::Percent));
        assert_eq!(number("10ms"), (0.01, false, Unit::Time));
        assert_eq!(number("2h"), (7200.0, true, Unit::Time));
        assert_eq!(number("3e-4"), (3e-4, false, Unit::One));
        assert_eq!(number("1e3ms"), (1.0, false, Unit::Time));
        assert_eq!(number("2.0"), (2.0, false, Unit::One));
        assert_eq!(number("1_000"), (1000.0, true, Unit::One));
    }

    #[test]
    fn an_exponent_is_not_a_unit() {
        assert_eq!(number("1e3"), (1000.0, false, Unit::One));
        assert_eq!(number("2E+2k"), (200_000.0, true, Unit::One));
        assert_eq!(number("1_0.5e-1%"), (0.0105, false, Unit::Percent));
        assert!(read("1e", Span::default()).is_err());
    }

    #[test]
    fn an_unknown_unit_is_blamed_alone() {
        let error = read("35Mb", Span { start: 10, end: 14, ..Span::default() }).unwrap_err();
        assert_eq!(error.code.id, "N0005");
        assert_eq!(error.span().range(), 12..14);
        assert_eq!(error.help.as_deref(), Some("did you mean `MB`?"));
    }

    #[test]
    fn what_no_real_number_holds_is_an_error() {
        assert_eq!(number("9007199254740992"), (9_007_199_254_740_992.0, true, Unit::One));
        assert!(read("9007199254740994", Span::default()).is_err());
        assert!(read("1e999", Span::default()).is_err());
        assert!(read("9999999G", Span::default()).is_err());
    }

    #[test]
    fn memory_is_counted_in_bytes() {
        assert_eq!(number("1.5KiB"), (1536.0, true, Unit::Memory));
        assert_eq!(number("64MB"), (64e6, true, Unit::Memory));
    }
}
