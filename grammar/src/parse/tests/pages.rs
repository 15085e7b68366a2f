//! The pages of the syntax errors: the wrong example gives exactly the code, the right one is clean.

use super::*;
use crate::codes;

fn example<'a>(page: &'a str, fence: &str) -> &'a str {
    let (_, behind) = page.split_once(&format!("```{fence}\n")).unwrap();
    behind.split_once("```").unwrap().0
}

#[test]
fn the_examples_of_the_syntax_pages_keep_their_word() {
    for code in codes::ALL.iter().filter(|it| it.id.starts_with("N00")) {
        // What is too long to be read is too long for a page.
        if *code != &codes::TOO_LONG {
            let wrong = example(code.explanation, &format!("nas {}", code.id));
            let found: Vec<&str> = parse(FileId(0), wrong).diagnostics.iter().map(|it| it.code.id).collect();
            assert_eq!(found, [code.id]);
        }
        let right = example(code.explanation, "nas");
        clean(right);
        assert_eq!(crate::format(right).unwrap(), right, "{}", code.id);
    }
}
