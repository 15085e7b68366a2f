//! The text of nas and its tree: grammar, abstract syntax, diagnostics as plain data, formatter.
//!
//! Nothing here knows what a program means; that is the compiler's.

pub mod ast;
pub mod codes;
pub mod diagnostic;
mod format;
mod parse;
pub mod source;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Fix, Label, Severity};
pub use format::format;
pub use parse::{Comment, LENGTH, Parsed, count, memory, parse};
pub use source::{FileId, Source, Sources, Span};
