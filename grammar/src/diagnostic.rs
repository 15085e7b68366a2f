//! Diagnostics as plain data. How they look is decided where they are rendered.

use std::collections::BTreeSet;

use crate::{Code, Span};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file means nothing.
    Error,
    /// The file means something that was hardly meant.
    Warning,
}

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty.
    pub text: String,
}

/// A replacement that a tool may offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What replaces it.
    pub replacement: String,
}

/// One mistake: a code, one sentence that stands alone, a label at every party, a help that can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The entry of the catalogue.
    pub code: &'static Code,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// The places; the first is the primary one.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The help as an edit.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Starts an error at a place.
    pub fn error(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        Self { code, severity: Severity::Error, message: message.into(), labels, help: None, fix: None }
    }

    /// Starts a warning at a place.
    pub fn warning(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Says something of the primary place.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// Adds another place.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Suggests the nearest of some names in place of `name`, if one is near enough.
    pub fn suggest<'a>(mut self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        if let Some(near) = nearest(name, candidates) {
            self.fix = Some(Fix { span: self.labels[0].span, replacement: near.to_owned() });
            self.help = Some(format!("did you mean `{near}`?"));
        }
        self
    }

    /// Returns the primary place.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }
}

/// How many bytes a name may have to be compared with others, and how many more those may have.
const LONG: usize = 64;
/// How many names another is compared with.
const CANDIDATES: usize = 1_000;

/// How many letters an abbreviation has at least.
const ABBREVIATED: usize = 3;

/// Returns the candidate nearest to `name`, if any is near enough to be worth suggesting, or else the only one that begins
/// with it. Of several that are as near, the one that differs only in case comes first.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONG {
        return None;
    }
    let comparable = candidates.into_iter().filter(|it| it.len().abs_diff(name.len()) <= LONG);
    let candidates: Vec<&str> = comparable.take(CANDIDATES).collect();
    let near = candidates
        .iter()
        .map(|it| (strsim::damerau_levenshtein(name, it), !it.eq_ignore_ascii_case(name), it))
        .filter(|(distance, differs, it)| *distance > 0 && (!differs || *distance <= near(name, it)))
        .min()
        .map(|(_, _, it)| *it);
    near.or_else(|| spelt_out(name, &candidates))
}

/// Returns the only candidate that begins with a name, or that a name of several words begins with.
fn spelt_out<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let begins = |it: &&&str| {
        let is_short = name.len() >= ABBREVIATED && it.len() > name.len() && it.starts_with(name);
        let is_first_word = |rest: &str| it.len() >= ABBREVIATED && rest.starts_with('_');
        is_short || name.strip_prefix(**it).is_some_and(is_first_word)
    };
    let mut longer = candidates.iter().filter(begins);
    let first = longer.next()?;
    longer.all(|it| it == first).then_some(*first)
}

/// Returns how many letters of two names may differ: not all.
fn near(name: &str, other: &str) -> usize {
    let length = name.chars().count().max(other.chars().count());
    (length / 3).max(1).min(length - 1)
}

/// Puts the article before a noun: `an int`.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// All that was found wrong, in order of finding. A place is blamed once per code. Of errors and of warnings the first
/// thousand are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    /// Which code was given to which place.
    known: BTreeSet<(Span, &'static str)>,
    /// How many were found but not kept: errors, warnings.
    further: [usize; 2],
}

/// How many errors and how many warnings are kept.
const KEPT: usize = 1_000;

impl Diagnostics {
    /// Adds one, unless the same code already stands at the same place.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.known.insert((diagnostic.span(), diagnostic.code.id)) {
            return;
        }
        if self.count(diagnostic.severity) < KEPT {
            self.items.push(diagnostic);
        } else {
            self.further[diagnostic.severity as usize] += 1;
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|it| it.severity == severity).count()
    }

    /// Returns whether further errors are not kept: to look for them is in vain.
    pub fn is_full(&self) -> bool {
        self.further[Severity::Error as usize] > 0
    }

    /// Adds several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|it| self.push(it));
    }

    /// Goes on elsewhere with what was found so far; what comes of that is to be joined again.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self { further: [0; 2], ..self.clone() }
    }

    /// Adds what others hold.
    pub fn join(&mut self, others: Self) {
        self.extend(others.items);
        self.further.iter_mut().zip(others.further).for_each(|(own, other)| *own += other);
    }

    /// Keeps those that meet a condition.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.items.retain(keep);
    }

    /// Returns whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// Returns how many errors were found.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error) + self.further[Severity::Error as usize]
    }

    /// Goes over them in order of finding.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// Returns how many are kept.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns them in source order.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.items.sort_by_key(|it| (it.span(), it.code.id));
        self.items
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FileId, codes};

    fn mistake(at: usize) -> Diagnostic {
        Diagnostic::error(&codes::UNKNOWN_NAME, Span::new(FileId(0), at..at + 1), "")
    }

    #[test]
    fn an_abbreviation_is_spelt_out_where_that_is_clear() {
        assert_eq!(nearest("val", ["train", "valid", "test"]), Some("valid"));
        assert_eq!(nearest("memo", ["memory", "memory"]), Some("memory"));
        assert_eq!(nearest("conv", ["conv_small", "conv_large"]), None);
        assert_eq!(nearest("va", ["valid_long"]), None);
        assert_eq!(nearest("batch_size", ["batch", "epochs"]), Some("batch"));
    }

    #[test]
    fn case_is_no_difference_and_another_letter_is_one() {
        assert_eq!(nearest("ReLU", ["relu", "relu6"]), Some("relu"));
        assert_eq!(nearest("k", ["S", "c"]), None);
        assert_eq!(nearest("K", ["k", "c"]), Some("k"));
    }

    #[test]
    fn errors_beyond_a_thousand_are_counted_but_not_kept() {
        let mut found = Diagnostics::default();
        (0..KEPT).for_each(|it| found.push(mistake(it)));
        (0..KEPT).for_each(|it| found.push(mistake(it)));
        assert!(!found.is_full());
        found.push(mistake(KEPT));
        found.push(Diagnostic::warning(&codes::UNUSED_NAME, Span::new(FileId(0), 0..1), ""));
        assert!(found.is_full());
        assert_eq!((found.len(), found.errors()), (KEPT + 1, KEPT + 1));
    }

    #[test]
    fn what_others_hold_is_added_once() {
        let mut found = Diagnostics::default();
        (0..3).for_each(|it| found.push(mistake(it)));
        let [mut one, mut other] = [(); 2].map(|()| found.fork());
        (1..6).for_each(|it| one.push(mistake(it)));
        (4..=KEPT).for_each(|it| other.push(mistake(it)));
        found.join(one);
        found.join(other);
        // Each place is blamed once, and the last one is counted only.
        assert_eq!((found.len(), found.errors()), (KEPT, KEPT + 1));
    }

    #[test]
    fn long_names_are_compared_with_none() {
        let long = "a".repeat(LONG + 1);
        assert_eq!(nearest(&long, [format!("{long}b").as_str()]), None);
        assert_eq!(nearest("width", [format!("width{long}").as_str(), "widht"]), Some("widht"));
    }
}
