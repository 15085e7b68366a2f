//! How wide texts are, and how they are escaped.

/// The font size of rows.
pub const FONT: f64 = 12.0;
/// The font size of titles.
pub const NOTE: f64 = 11.5;
/// The font size of notes.
pub const SMALL: f64 = 10.0;

/// The advance of the printable ASCII characters in thousandths of an em, from the space on. These are the widths of
/// `DejaVu Sans`, wider than Helvetica and Arial: what fits in it fits in every font of the stack.
const WIDTHS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
];

/// Returns how wide a text is at most, in the unit of the font size.
pub fn width(text: &str, size: f64) -> f64 {
    let each = |it: char| match (it as usize).checked_sub(32) {
        Some(at) if at < WIDTHS.len() => f64::from(WIDTHS[at]) / 1000.0,
        _ => 1.0,
    };
    text.chars().map(each).sum::<f64>() * size
}

/// Shortens a text to a number of characters.
pub fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}

/// Escapes a text for XML.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.chars().filter(|it| !it.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_own_widths() {
        assert!((width("il", 10.0) - 5.56).abs() < 1e-9);
        assert!(width("mm", 10.0) > width("ii", 10.0));
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escaped("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;");
    }

    #[test]
    fn long_texts_end_in_an_ellipsis() {
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abcd", 4), "abcd");
    }
}
