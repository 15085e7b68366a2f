//! `// allow N0906`: a comment that answers a warning.
//!
//! It stands above an item or inside of it, names one or several codes, and may go on with a reason. It holds for the
//! warnings about places in that item. Errors are not answered.

use nas_grammar::{Code, Comment, Diagnostic, Severity, Span};

use crate::load::Module;

/// What comments begin with that answer a warning.
const ALLOW: &str = "allow";

/// Writes what a comment says that answers a warning.
pub(crate) fn text(code: &Code) -> String {
    format!("{ALLOW} {}", code.id)
}

/// Returns whether a comment of a module answers a diagnostic.
pub(crate) fn allows(module: &Module, diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Warning && allows_at(module, diagnostic.code, diagnostic.span())
}

/// Returns whether a comment of a module answers warnings with a code about a place.
pub(crate) fn allows_at(module: &Module, code: &Code, place: Span) -> bool {
    if place.file != module.file {
        return false;
    }
    let spans = module.ast.items.iter().map(nas_grammar::ast::Item::span);
    let mut from = 0;
    for item in spans {
        if item.covers(place) {
            let mut comments = module.comments.iter().filter(|it| (from..item.end).contains(&it.span.start));
            return comments.any(|it| names(it, code));
        }
        from = item.end;
    }
    false
}

/// Whether a comment is an answer that names a code.
fn names(comment: &Comment, code: &Code) -> bool {
    let Some(text) = comment.text.strip_prefix("//") else { return false };
    let mut words = text.split([' ', ',', ':']).filter(|it| !it.is_empty());
    words.next() == Some(ALLOW) && words.take_while(|it| is_code(it)).any(|it| it == code.id)
}

fn is_code(word: &str) -> bool {
    nas_grammar::codes::find(word).is_some()
}

#[cfg(test)]
mod tests {
    use nas_grammar::codes;

    use super::*;
    use crate::{Library, compile};

    #[test]
    fn a_comment_names_codes_and_then_a_reason() {
        let names =
            |text: &str| names(&Comment { text: text.to_owned(), span: Span::default() }, &codes::IGNORED_INPUT);
        assert!(names("// allow N0906") && names("//allow N0901, N0906: as published"));
        assert!(!names("/// allow N0906") && !names("// N0906") && !names("// allow N0901: not N0906"));
    }

    #[test]
    fn it_answers_the_warnings_of_its_item_only() {
        let space = |name: &str| {
            format!("space {name} {{\n  input x: image[1, 4, 4]\n  let spare = 1\n  x -> conv(oneof [1, 2])\n}}\n")
        };
        let found = |text: &str| compile(&Library(&[]), "main.nas", text).diagnostics.len();
        let (first, second) = (space("First"), space("Second"));
        assert_eq!(found(&format!("{first}{second}")), 2);
        assert_eq!(found(&format!("// allow N0901\n{first}{second}")), 1);
        assert_eq!(found(&format!("{first}// allow N0901\n{second}")), 1);
        let inside = first.replace("1\n  x", "1 // allow N0901: for later\n  x");
        assert_eq!(found(&format!("{inside}{second}")), 1);
        assert_eq!(found(&format!("{first}{second}// allow N0901\n")), 2);
    }
}
