//! What a bug in nas looks like to its user.

use std::{io::Write as _, panic::PanicHookInfo};

use nas_grammar::codes;

use crate::{failure::Failure, paint};

/// Makes panics say that the program is at fault and how to report it. `RUST_BACKTRACE` adds what Rust says.
pub fn report_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|it| it != "0") {
            usual(panic);
        }
        let text = paint::failure(&describe(&message(panic)));
        // Nobody is left to be told that the telling failed.
        drop(anstream::stderr().write_all(text.as_bytes()));
    }));
}

fn message(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let text = payload.downcast_ref::<&str>().map(|it| (*it).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
    match panic.location() {
        Some(place) => format!("{text} ({}:{})", place.file(), place.line()),
        None => text,
    }
}

fn describe(message: &str) -> Failure {
    let version = env!("CARGO_PKG_VERSION");
    let issues = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");
    Failure::failed(format!("nas {version} has a bug: {message}"))
        .code(&codes::INTERNAL)
        .help(format!("please report this line, the command and the file at {issues}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_says_where_to_report_it() {
        let failure = describe("index out of bounds (a.rs:1)");
        assert_eq!(failure.code, Some(&codes::INTERNAL));
        assert!(failure.message.contains("index out of bounds (a.rs:1)"));
        assert!(failure.help.is_some_and(|it| it.contains("/issues")));
    }
}
