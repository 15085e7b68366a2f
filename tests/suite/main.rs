//! The tests of nas, one trial per fact.
//!
//! # The corpus
//!
//! `tests/corpus/<topic>/<fact>.nas`, or a folder `<fact>/` with `main.nas` and its neighbours. A file begins with a
//! comment that says the rule it shows, and holds what is expected of it.
//!
//! **Notes** account for every diagnostic exactly: one note per diagnostic, at the line of its primary label.
//!
//! ```text
//! let a = b                  //~ N0101 "nothing named `b`"        on this line
//! //~v N0101 "nothing named `c`"                                  on the next line
//! //~^ N0101 "nothing named `c`"                                  on the line before
//! let a = e  //~ N0101 "nothing named `e`" help "write `f`"       with the help
//! ```
//!
//! The text is a part of the message, and may be left out. A line may carry several notes.
//!
//! **Directives** stand in comments of their own and speak of a space:
//!
//! ```text
//! //@ count Tiny = 117                 assignments of the active decisions, constraints left out
//! //@ feasible Tiny = 75               those that meet every constraint, costs included
//! //@ paths Tiny = width, depth        the paths of all decisions, in order
//! //@ domain Tiny width = 8 | 12       what a decision chooses from
//! //@ active Tiny op=skip = op         the active decisions of one architecture
//! //@ layers Tiny first = input conv   the operations of one network, in order
//! //@ shape Tiny = vector[10]          the output, in one architecture or in all
//! //@ params Tiny first = 770          a cost: params, macs, flops, memory, depth, simplified(params) …
//! //@ args Tiny first conv = out: 8    some arguments of the only operation of that name
//! //@ connected Tiny first = true
//! ```
//!
//! An architecture is `first` (index 0 everywhere), `last` (the last index everywhere) or choices by path such as
//! `width=12 op=skip`, with index 0 for the rest. Without one, the directive speaks of all architectures.
//!
//! Every file is tried as written, with its declarations permuted, through the serialised form, and formatted, and all
//! treatments must agree. As written, small spaces are also counted by brute force.
//!
//! `NAS_BLESS=1` rewrites the notes.

mod book;
mod case;
mod directive;
mod note;
mod overlap;
mod pages;
mod paths;
mod permute;
mod random;
mod treatment;
mod vain;

use std::{path::Path, process::ExitCode};

use libtest_mimic::{Arguments, Trial};

/// What a trial that fails says.
type Failure = String;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trials: Vec<Trial> = vec![];
    for case in case::all(&root.join("corpus")) {
        trials.extend(treatment::trials(&case));
    }
    trials.extend(pages::trials());
    trials.extend(random::trials());
    trials.extend(overlap::trials());
    trials.extend(book::trials(root.parent().unwrap_or(root)));
    libtest_mimic::run(&arguments, trials).exit_code()
}
