//! Positions of the protocol (lines, and UTF-16 code units in them) and offsets in bytes.

use gen_lsp_types::{Position, Range};

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|it| it.0 + 1));
        Self { starts }
    }

    /// Returns the position of an offset; one inside of a character is that of the character.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.starts.partition_point(|it| *it <= offset) - 1;
        let units = text[self.starts[line]..offset].encode_utf16().count();
        Position { line: line as u32, character: units as u32 }
    }

    /// Returns the offset of a position; what lies behind the end of a line or of the text is moved there.
    pub(crate) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return text.len() };
        let end = self.starts.get(line + 1).map_or(text.len(), |it| it - 1);
        let mut units = 0;
        for (at, letter) in text[start..end].char_indices() {
            if units >= position.character {
                return start + at;
            }
            units += letter.len_utf16() as u32;
        }
        end - usize::from(text[start..end].ends_with('\r'))
    }

    pub(crate) fn range(&self, text: &str, range: std::ops::Range<usize>) -> Range {
        Range { start: self.position(text, range.start), end: self.position(text, range.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_in_utf16() {
        let text = "ä\n𝔸x\r\ny";
        let lines = Lines::new(text);
        let x = text.find('x').unwrap();
        assert_eq!(lines.position(text, x), Position { line: 1, character: 2 });
        assert_eq!(lines.offset(text, Position { line: 1, character: 2 }), x);
        assert_eq!(lines.position(text, 2), Position { line: 0, character: 1 });
    }

    #[test]
    fn positions_beyond_the_text_are_moved_into_it() {
        let text = "ab\r\nc";
        let lines = Lines::new(text);
        assert_eq!(lines.offset(text, Position { line: 0, character: 9 }), 2);
        assert_eq!(lines.offset(text, Position { line: 7, character: 0 }), text.len());
        // Between the two halves of a pair the whole character is meant.
        assert_eq!(Lines::new("𝔸").offset("𝔸", Position { line: 0, character: 1 }), 4);
    }
}
