//! What can be wrong with a table. Every variant names the file.

use num_bigint::BigUint;

/// A table that cannot be used for a space.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The file cannot be read as CSV.
    #[error("`{file}` cannot be read: {message}")]
    Unreadable {
        /// The file.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// There is no such column.
    #[error("`{file}` has no column `{column}`; its columns are {known}")]
    Column {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The columns there are.
        known: String,
    },
    /// The space has no such decision.
    #[error("the space has no decision `{path}` for `{file}`; its decisions are {known}")]
    Path {
        /// The file.
        file: String,
        /// The path.
        path: String,
        /// The paths there are.
        known: String,
    },
    /// There are not as many columns as decisions.
    #[error("`{file}` has {columns} for {paths} decisions: each decision has one")]
    Count {
        /// The file.
        file: String,
        /// What there is.
        columns: String,
        /// How many decisions there are.
        paths: usize,
    },
    /// A cell says something that the decision cannot be.
    #[error("line {line} of `{file}`: `{path}` cannot be `{value}`")]
    Value {
        /// The file.
        file: String,
        /// The line, from 1, the names of the columns being the first.
        line: usize,
        /// The decision.
        path: String,
        /// What the cell says.
        value: String,
    },
    /// A cell of a metric is not a number.
    #[error("line {line} of `{file}`: `{value}` in the column `{column}` is not a number")]
    Number {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column.
        column: String,
        /// What the cell says.
        value: String,
    },
    /// Two rows are of one architecture.
    #[error("lines {first} and {second} of `{file}` are of the same architecture")]
    Twice {
        /// The file.
        file: String,
        /// The first line, from 1.
        first: usize,
        /// The second line, from 1.
        second: usize,
    },
    /// Architectures are missing.
    #[error("`{file}` lacks {missing} of the {all} architectures of the space, such as {example}")]
    Incomplete {
        /// The file.
        file: String,
        /// How many are missing.
        missing: BigUint,
        /// How many there are.
        all: BigUint,
        /// What the first of them chooses.
        example: String,
    },
    /// The architecture that is asked for is missing.
    #[error("`{file}` has no row for {values}")]
    NoRow {
        /// The file.
        file: String,
        /// What the key's decisions choose.
        values: String,
    },
}
