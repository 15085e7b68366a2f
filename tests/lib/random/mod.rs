//! Random programs.

mod space;

pub use space::space;
