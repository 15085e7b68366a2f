//! Text in columns.

use crate::paint::{BOLD, paint};

/// On which side of its column a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// For words.
    Left,
    /// For numbers.
    Right,
}

/// Rows of equally many cells under a heading.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

/// Spaces between two columns.
const GAP: &str = "  ";

impl Table {
    /// Starts with the columns' headings; empty ones make a table without a heading.
    pub fn new(columns: &[(&str, Side)]) -> Self {
        Self { columns: columns.iter().map(|(name, side)| ((*name).to_owned(), *side)).collect(), rows: vec![] }
    }

    /// Adds a row: a cell per column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table, each line behind an indent.
    pub fn render(&self, indent: usize) -> String {
        let heading: Vec<&str> = self.columns.iter().map(|it| it.0.as_str()).collect();
        let mut text = String::new();
        if heading.iter().any(|it| !it.is_empty()) {
            let line = self.line(&heading);
            text.push_str(&format!("{:indent$}{}\n", "", paint(BOLD, line)));
        }
        for row in &self.rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            text.push_str(&format!("{:indent$}{}\n", "", self.line(&cells)));
        }
        text
    }

    fn line(&self, cells: &[&str]) -> String {
        let mut line = String::new();
        for (at, cell) in cells.iter().enumerate() {
            let gap = " ".repeat(self.width(at) - width(cell));
            match self.columns[at].1 {
                Side::Left => line.push_str(&format!("{cell}{gap}")),
                Side::Right => line.push_str(&format!("{gap}{cell}")),
            }
            line.push_str(GAP);
        }
        line.trim_end().to_owned()
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().map(|it| width(&it[column]));
        cells.max().unwrap_or(0).max(width(&self.columns[column].0))
    }
}

/// Columns that a text takes on a terminal, colours apart.
fn width(text: &str) -> usize {
    anstream::adapter::strip_str(text).to_string().chars().count()
}

/// Breaks a text into lines of at most a width, between words.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_flush_right_and_words_flush_left() {
        let mut table = Table::new(&[("op", Side::Left), ("params", Side::Right)]);
        table.row(["conv", "1,200"]);
        table.row(["batch_norm", "32"]);
        let text = anstream::adapter::strip_str(&table.render(2)).to_string();
        assert_eq!(text, "  op          params\n  conv         1,200\n  batch_norm      32\n");
    }

    #[test]
    fn long_text_breaks_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensibilities", 4), ["incomprehensibilities"]);
    }
}
