//! The grammar of nas for [tree-sitter](https://tree-sitter.github.io), and the queries that editors use with it.
//!
//! ```
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_nas::LANGUAGE.into())?;
//! let tree = parser.parse("const WIDTHS = [8, 16]", None).ok_or("no tree")?;
//! assert!(!tree.root_node().has_error());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_nas() -> *const ();
}

/// Makes the language for a tree-sitter parser.
// SAFETY: the generated function takes nothing and returns a static table.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_nas) };

/// Describes every kind of node, as JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// Names what is highlighted how.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// Names the languages inside comments.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");

/// Names scopes, definitions and references.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");

/// Names what can be folded.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");

/// Names what is indented.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");
