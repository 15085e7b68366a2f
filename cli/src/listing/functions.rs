//! Functions on numbers that are built in.

use nas_compiler::FUNCTIONS;

use super::{Entry, Kind};

pub(super) fn kind() -> Kind {
    let entries = FUNCTIONS.iter().map(|it| Entry {
        name: it.name.to_owned(),
        signature: format!("{}(…)", it.name),
        docs: it.docs.to_owned(),
        params: vec![],
        usage: None,
    });
    Kind { name: "functions".to_owned(), singular: "function".to_owned(), entries: entries.collect() }
}
