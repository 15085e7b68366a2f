//! The text of nas and its tree: grammar, abstract syntax, diagnostics as plain data, formatter.
//!
//! Nothing here knows what a program means; that is the compiler's.

pub mod source;

pub use source::{FileId, Source, Sources, Span};
