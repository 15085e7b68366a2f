//! What the formatter composes: text with places where lines may break, after Wadler's "A prettier printer" (2003).

/// A piece of output whose line breaks are still open.
#[derive(Debug)]
pub(super) struct Doc {
    pub(super) kind: Kind,
    /// Whether a line ends inside whatever is decided.
    pub(super) is_broken: bool,
}

#[derive(Debug)]
pub(super) enum Kind {
    Text(String),
    /// A line break in a broken group, otherwise the given text.
    Line(&'static str),
    /// A line break.
    Hard,
    /// One text in a broken group, another otherwise.
    Choice {
        broken: String,
        flat: String,
    },
    /// A comment; whatever follows goes to the next line.
    Comment {
        text: String,
        place: Place,
    },
    Concat(Vec<Doc>),
    /// Lines that begin inside are indented once more.
    Indent(Box<Doc>),
    /// Lines that begin inside are indented like the line on which this begins.
    Anchor(Box<Doc>),
    /// On one line if it fits.
    Group(Box<Doc>),
    /// Behind a space if its first line fits there, otherwise on a new line.
    Fill(Box<Doc>),
}

/// Where a comment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On a line of its own.
    OwnLine,
    /// Behind something.
    Behind,
}

impl Doc {
    fn new(kind: Kind, is_broken: bool) -> Self {
        Self { kind, is_broken }
    }

    fn wrap(self, kind: fn(Box<Self>) -> Kind) -> Self {
        let is_broken = self.is_broken;
        Self::new(kind(Box::new(self)), is_broken)
    }

    pub(super) fn indent(self) -> Self {
        self.wrap(Kind::Indent)
    }

    pub(super) fn anchor(self) -> Self {
        self.wrap(Kind::Anchor)
    }

    pub(super) fn group(self) -> Self {
        self.wrap(Kind::Group)
    }

    pub(super) fn fill(self) -> Self {
        self.wrap(Kind::Fill)
    }

    /// Returns whether nothing would be written.
    pub(super) fn is_empty(&self) -> bool {
        match &self.kind {
            Kind::Concat(parts) => parts.iter().all(Self::is_empty),
            Kind::Text(text) => text.is_empty(),
            _ => false,
        }
    }
}

impl From<&str> for Doc {
    fn from(text: &str) -> Self {
        Self::new(Kind::Text(text.to_owned()), false)
    }
}

pub(super) fn line(flat: &'static str) -> Doc {
    Doc::new(Kind::Line(flat), false)
}

pub(super) fn hard() -> Doc {
    Doc::new(Kind::Hard, true)
}

pub(super) fn choice(broken: impl Into<String>, flat: impl Into<String>) -> Doc {
    Doc::new(Kind::Choice { broken: broken.into(), flat: flat.into() }, false)
}

pub(super) fn comment(text: &str, place: Place) -> Doc {
    Doc::new(Kind::Comment { text: text.to_owned(), place }, true)
}

pub(super) fn concat(parts: impl IntoIterator<Item = Doc>) -> Doc {
    let parts: Vec<Doc> = parts.into_iter().collect();
    let is_broken = parts.iter().any(|it| it.is_broken);
    Doc::new(Kind::Concat(parts), is_broken)
}
