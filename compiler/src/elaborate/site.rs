//! The uses of definitions that led to a place: the place stands in a body, the mistake is often at a use.

use std::{rc::Rc, sync::Arc};

use nas_grammar::{Diagnostic, FileId, Span};

/// A use of a definition whose body is being evaluated, and the uses around it.
#[derive(Debug)]
pub(crate) struct Use {
    pub(super) span: Span,
    /// The path of what is decided in the body.
    pub(super) path: Arc<str>,
    pub(super) outer: Site,
}

/// The innermost use; nothing in the body of a space.
pub(crate) type Site = Option<Rc<Use>>;

/// The file that is at hand.
const ENTRY: FileId = FileId(0);

/// Adds the uses that led to a diagnostic: the nearest in the file at hand, and the one in the space itself.
pub(crate) fn used(diagnostic: Diagnostic, site: &Site) -> Diagnostic {
    let is_around = |it: &&Rc<Use>| it.span.covers(diagnostic.span());
    let uses = || std::iter::successors(site.as_ref(), |it| it.outer.as_ref()).skip_while(is_around);
    let nearest = uses().find(|it| it.span.file == ENTRY).or_else(|| uses().next());
    let outermost = uses().last().filter(|it| nearest.is_some_and(|near| near.span != it.span));
    let is_said = |it: &&Rc<Use>| !diagnostic.labels.iter().any(|label| label.span == it.span);
    let said: Vec<&Rc<Use>> = nearest.into_iter().chain(outermost).filter(is_said).collect();
    said.into_iter().fold(diagnostic, |it, found| it.also(found.span, found.text()))
}

impl Use {
    fn text(&self) -> String {
        match self.path.contains(['.', '#']) {
            true => format!("used here, as `{}`", self.path),
            false => "used here".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Library, compile};

    /// The places and the texts of the labels of each diagnostic, in a file with a module beside it.
    fn labels(text: &str) -> Vec<Vec<(String, String)>> {
        let library = Library(&[("join", "block join(x: image, y: image) { sum(x, y) }")]);
        let compilation = compile(&library, "main.nas", text);
        let text = |it: nas_grammar::Span| compilation.sources.text(it).to_owned();
        let labels =
            |it: &nas_grammar::Diagnostic| it.labels.iter().map(|it| (text(it.span), it.text.clone())).collect();
        compilation.diagnostics.iter().map(labels).collect()
    }

    #[test]
    fn a_mistake_in_a_body_shows_the_uses_that_led_there() {
        let found = labels(
            "use std::join::{join}\nblock twice(x: image, c: int) { join(x, x -> conv(c)) }\n\
             block outer(x: image, c: int) { x -> twice(c) }\n\
             space S { input x: image[8, 8, 8] x -> repeat(2) { outer(8) -> outer(9) } }",
        );
        assert_eq!(found.len(), 1, "{found:?}");
        let uses: Vec<_> = found[0].iter().filter(|it| it.1.contains("used")).collect();
        let [nearest, outermost] = uses[..] else { panic!("{uses:?}") };
        assert_eq!((&*nearest.0, &*nearest.1), ("join(x, x -> conv(c))", "used here, as `layer0.outer#2.twice.join`"));
        assert_eq!((&*outermost.0, &*outermost.1), ("outer(9)", "used here, as `layer0.outer#2`"));
    }

    #[test]
    fn a_mistake_in_a_use_is_shown_as_it_is() {
        let found = labels(
            "use std::join::{join}\nspace S { input x: image[8, 8, 8] x -> conv(4) -> join(x) }\n\
             space T { input x: image[8, 8, 8] sum(x, x -> conv(4)) }",
        );
        let uses: Vec<Vec<_>> = found.iter().map(|it| it.iter().filter(|it| it.1.contains("used")).collect()).collect();
        assert_eq!(uses.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1], "{found:?}");
    }

    #[test]
    fn one_fraction_in_a_body_is_reported_once() {
        let found = labels(
            "block half(x: image, by: int) { let h = x.channels / by x -> conv(h) -> conv(h) }\n\
             space S { input x: image[3, 8, 8] let by = oneof [1, 2] x -> half(by) -> conv(3) -> half(by) }",
        );
        let uses: Vec<_> = found.iter().map(|it| it.last().map(|it| &*it.1)).collect();
        assert_eq!(uses, [Some("used here")], "{found:?}");
    }
}
