//! The wording of errors about modules and names.

use nas_grammar::{Diagnostic, Span, ast, codes};

use crate::elaborate::FUNCTIONS;

pub(crate) fn not_standard(path: &ast::Path) -> Diagnostic {
    let message = format!("`{}` is not a module", path.text());
    Diagnostic::error(&codes::UNKNOWN_MODULE, path.span, message)
        .label("not a module")
        .help("modules are `std::name`, or a file: `use \"./mine.nas\"`")
}

pub(crate) fn unknown_standard(name: &ast::Name, known: &[&str]) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_MODULE, name.span, format!("there is no standard module `{}`", name.text))
        .label("not in the standard library")
        .help(format!("the standard modules are {}", known.join(", ")))
        .suggest(&name.text, known.iter().copied())
}

pub(crate) fn unreadable_module(span: Span, name: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_MODULE, span, format!("`{name}` cannot be read: {reason}")).label("used here")
}

pub(crate) fn forbidden_path(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error(&codes::FORBIDDEN_PATH, span, format!("`{path}` leaves the project"))
        .label("not inside the project")
        .help("a path is relative to this file and stays under the folder of the file that is compiled")
}

pub(crate) fn import_cycle(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&codes::IMPORT_CYCLE, span, format!("`{name}` uses this file already"))
        .label("closes the circle")
        .help("move what both need into a third file")
}

pub(crate) fn unknown_import<'a>(name: &ast::Name, module: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_IMPORT, name.span, format!("`{module}` has no `{}`", name.text))
        .label("not defined there")
        .suggest(&name.text, known)
}

pub(crate) fn duplicate_name(name: &ast::Name, first: Span) -> Diagnostic {
    Diagnostic::error(&codes::DUPLICATE_NAME, name.span, format!("`{}` is defined twice", name.text))
        .label("defined again")
        .also(first, "first defined here")
        .help("rename one of them")
}

pub(crate) fn unknown_name<'a>(name: &ast::Name, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(&codes::UNKNOWN_NAME, name.span, format!("there is nothing named `{}`", name.text))
            .label("not found");
    if FUNCTIONS.iter().any(|it| it.name == name.text) {
        return function_as_value(name);
    }
    match FOREIGN.iter().find(|it| it.0 == name.text) {
        // Before what is similar: `deconv` is not `conv`.
        Some((_, here)) => diagnostic.help(*here),
        None => diagnostic.suggest(&name.text, known),
    }
}

fn function_as_value(name: &ast::Name) -> Diagnostic {
    let text = &name.text;
    let argument = if text == "latency" { "device" } else { "…" };
    Diagnostic::error(&codes::UNKNOWN_NAME, name.span, format!("`{text}` is a function and no value"))
        .label("without arguments")
        .help(format!("write `{text}({argument})`"))
}

const CONV: &str = "did you mean `conv`?";
const PARAMS: &str = "did you mean `params`?";

/// Names of other languages and libraries, and what is written here.
const FOREIGN: [(&str, &str); 40] = [
    ("return", "the last expression of a block is its value"),
    ("while", "a loop is `for i in 0..n { … }` or `repeat(n) { … }`"),
    ("elif", "write `else if`"),
    ("range", "a range is written `0..n`"),
    ("len", "a list has a length: `list.len`"),
    ("int", "`floor(…)`, `ceil(…)` and `round(…)` give whole numbers"),
    ("log", "a rounded logarithm is a count of powers: `pow(base, exponent)`"),
    ("True", "write `true`"),
    ("False", "write `false`"),
    ("dense", "did you mean `linear`?"),
    ("fc", "did you mean `linear`?"),
    ("deconv", "did you mean `conv_transpose`?"),
    ("transposed_conv", "did you mean `conv_transpose`?"),
    ("conv2d_transpose", "did you mean `conv_transpose`?"),
    ("ConvTranspose2d", "did you mean `conv_transpose`?"),
    ("depth_to_space", "did you mean `pixel_shuffle`?"),
    ("space_to_depth", "did you mean `pixel_unshuffle`?"),
    ("bn", "did you mean `batch_norm`?"),
    ("gap", "did you mean `global_avg_pool`?"),
    ("swish", "did you mean `silu`?"),
    ("add", "did you mean `sum`?"),
    ("parameters", PARAMS),
    ("total_params", PARAMS),
    ("num_params", PARAMS),
    ("n_params", PARAMS),
    ("accuracy", "what networks are trained for is said in a `search`: `maximize accuracy`"),
    ("Conv2d", CONV),
    ("conv2d", CONV),
    ("BatchNorm2d", "did you mean `batch_norm`?"),
    ("MaxPool2d", "did you mean `max_pool`?"),
    ("AvgPool2d", "did you mean `avg_pool`?"),
    ("AdaptiveAvgPool2d", "did you mean `global_avg_pool`?"),
    ("LayerChoice", "a choice is `oneof { name: op, … }`"),
    ("peak_memory", "did you mean `memory`?"),
    ("num_layers", "did you mean `depth`?"),
    ("KB", UNIT),
    ("MB", UNIT),
    ("GB", UNIT),
    ("KiB", UNIT),
    ("MiB", UNIT),
];

const UNIT: &str = "a unit stands right behind its number: `64KB`";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ir::CostKind, ops};

    #[test]
    fn what_is_meant_by_foreign_names_is_there() {
        let meant = FOREIGN.iter().filter_map(|it| it.1.strip_prefix("did you mean `")?.strip_suffix("`?"));
        for name in meant {
            let is_cost = CostKind::ALL.iter().any(|it| it.name() == name);
            assert!(is_cost || ops::find(name).is_some(), "{name}");
        }
    }
}
