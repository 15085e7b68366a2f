//! The wording of errors that elaboration finds.

use nas_grammar::{Diagnostic, Span, ast, codes, diagnostic::with_article};

use super::budget;
use crate::ir::TensorKind;

// Names

pub(super) use crate::errors::unknown_name;

pub(super) fn unknown_type(name: &ast::Name, known: &[&str]) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_NAME, name.span, format!("there is no type `{}`", name.text))
        .label("not a type")
        .help(format!("types here are {}", known.join(", ")))
        .suggest(&name.text, known.iter().copied())
}

pub(super) fn unknown_in_module<'a>(
    name: &ast::Name,
    module: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_IMPORT, name.span, format!("`{module}` has no `{}`", name.text))
        .label("not defined there")
        .suggest(&name.text, known)
}

pub(super) fn unknown_parameter<'a>(
    name: &ast::Name,
    callee: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let listed: Vec<String> = known.clone().into_iter().map(|it| format!("`{it}`")).collect();
    let help =
        if listed.is_empty() { "it has no parameters".to_owned() } else { format!("it takes {}", listed.join(", ")) };
    Diagnostic::error(&codes::UNKNOWN_PARAMETER, name.span, format!("`{callee}` has no parameter `{}`", name.text))
        .label("unknown parameter")
        .help(help)
        .suggest(&name.text, known)
}

pub(super) fn unknown_field(name: &ast::Name, of: &str, known: &[&str]) -> Diagnostic {
    let listed: Vec<String> = known.iter().map(|it| format!("`{it}`")).collect();
    let diagnostic = Diagnostic::error(
        &codes::UNKNOWN_FIELD,
        name.span,
        format!("{} has no field `{}`", with_article(of), name.text),
    )
    .label("unknown field");
    let diagnostic =
        if listed.is_empty() { diagnostic } else { diagnostic.help(format!("its fields are {}", listed.join(", "))) };
    diagnostic.suggest(&name.text, known.iter().copied())
}

pub(super) fn const_cycle(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&codes::CONST_CYCLE, span, format!("`{name}` needs its own value")).label("needed here")
}

// Types

/// How a number becomes whole.
pub(crate) const ROUND: &str = "round it: `floor(…)`, `ceil(…)` or `round(…)`";

pub(super) fn wrong_type(span: Span, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, format!("expected {expected}, found {found}"))
        .label(format!("{found}, not {expected}"))
}

pub(super) fn tensor_as_number(span: Span) -> Diagnostic {
    wrong_type(span, "a number or a truth value", "tensor")
        .help("tensors are joined by `sum(a, b)`, `mul(a, b)` or `concat(a, b)`")
}

pub(super) fn wrong_argument(span: Span, parameter: &str, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, format!("`{parameter}` takes {expected}, not {found}"))
        .label(format!("{found}, not {expected}"))
}

/// A real number where a whole one is asked for.
pub(super) fn real_argument(span: Span, parameter: &str, found: &str) -> Diagnostic {
    wrong_argument(span, parameter, "int", found).help(ROUND)
}

/// Which alternative is taken, asked as if alternatives were numbers.
pub(super) fn compared_operation(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, "operations are not compared")
        .label("an operation on the left")
        .help("which alternative is taken is asked with `is`, as in `first is conv`")
}

/// A number of bytes as it is written.
fn bytes(count: i64) -> String {
    let units = [(1 << 30, "GiB"), (1_000_000_000, "GB"), (1 << 20, "MiB"), (1_000_000, "MB"), (1_000, "KB")];
    let (size, unit) = units.into_iter().find(|it| count > 0 && count % it.0 == 0).unwrap_or((1, "B"));
    format!("{}{unit}", count / size)
}

/// An operator that does not apply to what stands at its sides; `count` is a whole number that is one of these.
pub(super) fn operands(span: Span, symbol: &str, [left, right]: [&str; 2], count: Option<i64>) -> Diagnostic {
    let units = ["duration", "bytes"];
    let number = ["int", "float", "number"];
    let mixes = (units.contains(&left) && (number.contains(&right) || units.contains(&right)))
        || (units.contains(&right) && number.contains(&left));
    let code = if mixes { &codes::UNIT_MISMATCH } else { &codes::WRONG_TYPE };
    let diagnostic = Diagnostic::error(code, span, format!("`{symbol}` does not apply to {left} and {right}"))
        .label(format!("{left} {symbol} {right}"));
    match [left, right] {
        _ if !mixes => diagnostic,
        ["duration", "bytes"] | ["bytes", "duration"] => diagnostic.help("a duration is no amount of memory"),
        ["duration", _] | [_, "duration"] => {
            diagnostic.help("a duration goes with `latency(…)`; a count is written as `5k` or `5M`")
        }
        _ if ["*", "/", "%"].contains(&symbol) => {
            diagnostic.help("amounts of bytes are added, subtracted and compared")
        }
        _ => match count {
            Some(count) => diagnostic.help(format!(
                "`memory` is an amount of bytes, as in `{}`; `params` and `macs` are counts, as in `5k`",
                bytes(count)
            )),
            None => diagnostic
                .help("`memory` is an amount of bytes, as in `5KB`; `params` and `macs` are counts, as in `5k`"),
        },
    }
}

pub(super) fn operand(span: Span, symbol: &str, found: &str) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, format!("`{symbol}` does not apply to {found}")).label(found)
}

pub(super) fn missing_argument(span: Span, callee: &str, parameter: &str, ty: &str) -> Diagnostic {
    Diagnostic::error(&codes::MISSING_ARGUMENT, span, format!("`{callee}` needs a value for `{parameter}`"))
        .label(format!("`{parameter}: {ty}` is missing"))
}

pub(super) fn missing_tensors(span: Span, callee: &str, needed: usize, found: usize) -> Diagnostic {
    let noun = if needed == 1 { "tensor" } else { "tensors" };
    let message = format!("`{callee}` takes {needed} {noun}, but is given {found}");
    let code = if found < needed { &codes::MISSING_ARGUMENT } else { &codes::TOO_MANY_ARGUMENTS };
    Diagnostic::error(code, span, message).label("applied here")
}

pub(super) fn too_many_arguments(span: Span, callee: &str, most: usize) -> Diagnostic {
    let message = match most {
        0 => format!("`{callee}` has no parameters"),
        1 => format!("`{callee}` has only 1 parameter"),
        _ => format!("`{callee}` has only {most} parameters"),
    };
    Diagnostic::error(&codes::TOO_MANY_ARGUMENTS, span, message).label("one too many")
}

/// Numbers, or other values, where an operation takes nothing but tensors.
pub(super) fn only_tensors(span: Span, callee: &str) -> Diagnostic {
    too_many_arguments(span, callee, 0)
        .help(format!("`{callee}` takes tensors only; the numbers of a list are added by `std::blocks::total`"))
}

pub(super) fn nothing_to_merge(span: Span, callee: &str) -> Diagnostic {
    Diagnostic::error(&codes::NOTHING_TO_MERGE, span, format!("`{callee}` has nothing to join")).label("an empty list")
}

pub(super) fn duplicate_argument(span: Span, name: &str, first: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(&codes::DUPLICATE_ARGUMENT, span, format!("`{name}` is given twice")).label("given again");
    match first {
        Some(first) => diagnostic.also(first, "given first here"),
        None => diagnostic,
    }
}

pub(super) fn not_callable(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(&codes::NOT_CALLABLE, span, format!("{} cannot be applied", with_article(found)))
        .label(format!("this is {}", with_article(found)))
        .help("behind `->` stands an operation, such as `conv(16)`")
}

/// A value with arguments behind it, as in `x.channels()`.
pub(super) fn no_function(span: Span, found: &str) -> Diagnostic {
    not_callable(span, found).help("leave out the parentheses behind it")
}

pub(super) fn not_an_operand(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::NOT_CALLABLE, span, "this already is a result, so arguments do not apply to it")
        .label("nothing to call")
}

pub(super) fn no_result(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::NOT_A_NUMBER, span, "this calculation has no result")
        .label("divides by zero or grows too large")
}

pub(super) fn not_whole_count(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, "expected int, found a number that is not whole")
        .label("not a whole number")
        .help(ROUND)
}

/// A whole number that is written as a real one, as in `8.0`.
pub(super) fn whole_real(span: Span, value: f64) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, format!("expected int, found the real number {value:?}"))
        .label("a real number")
        .help(format!("write `{value:.0}`, or round it: `round(…)`"))
}

pub(super) fn no_value(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(&codes::NO_VALUE, span, format!("{what} has no value"))
        .label("ends without a value")
        .help("the last line of a block is its value, such as `x -> conv(16)`")
}

pub(super) fn unused_value(span: Span, value: Span) -> Diagnostic {
    Diagnostic::error(&codes::UNUSED_VALUE, span, "nothing uses this value")
        .label("not used")
        .also(value, "this is the value of the block")
        .help("name it with `let`, or join both into one pipeline")
}

pub(super) fn misplaced(span: Span, what: &str, belongs: &str) -> Diagnostic {
    Diagnostic::error(&codes::MISPLACED_STATEMENT, span, format!("{what} cannot stand here"))
        .label("not here")
        .help(belongs.to_owned())
}

pub(super) fn misplaced_decision(span: Span, place: &str) -> Diagnostic {
    misplaced(
        span,
        "a decision",
        &format!("nothing is decided in {place}; decide with `let` in the space and use the name"),
    )
}

pub(super) fn misplaced_operation(span: Span, place: &str) -> Diagnostic {
    misplaced(
        span,
        "an operation",
        &format!("nothing is built in {place}; name the result with `let` and use the name"),
    )
}

// Lists and ranges

pub(super) fn index_out_of_range(span: Span, index: i64, len: usize) -> Diagnostic {
    let noun = if len == 1 { "item" } else { "items" };
    Diagnostic::error(&codes::INDEX_OUT_OF_RANGE, span, format!("there is no item {index} in a list of {len} {noun}"))
        .label("outside the list")
        .help(if index < 0 { "the first item is 0, the last is `list.last`" } else { "the first item is 0" })
}

pub(super) fn may_be_absent(span: Span, is_number: bool) -> Diagnostic {
    let instead = if is_number {
        "add up the list instead: `std::blocks::total(list)`"
    } else {
        "merge the list instead, such as `sum(list)`"
    };
    Diagnostic::error(&codes::MAY_BE_ABSENT, span, "this item is not there in every architecture")
        .label("may be absent")
        .help(format!("a `pick` or a condition leaves it out in some; {instead}"))
}

pub(super) fn reversed_range(span: Span, start: i64, end: i64) -> Diagnostic {
    Diagnostic::error(&codes::OUT_OF_RANGE, span, format!("this range goes backwards, from {start} to {end}"))
        .label("start behind end")
        .help(format!("write the smaller one first: `{end}..={start}`"))
}

pub(super) fn bad_step(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::OUT_OF_RANGE, span, "the step of a range must be at least 1").label("too small")
}

/// What an index is called.
pub(super) const POSITION: &str = "a position";

pub(super) fn not_constant(span: Span, what: &str) -> Diagnostic {
    let message = format!("{what} must not depend on a decision");
    let diagnostic = Diagnostic::error(&codes::WRONG_TYPE, span, message).label("depends on a decision");
    match what == POSITION {
        true => diagnostic.help("choose the item itself: `oneof items`, or `if n == 1 { items[0] } else { … }`"),
        false => diagnostic,
    }
}

pub(super) fn nothing_to_pick_from(span: Span, found: &str) -> Diagnostic {
    let diagnostic = wrong_type(span, "a list to pick from", found);
    if found == "int" { diagnostic.help("a range stands in parentheses here: `pick 2 of (0..4)`") } else { diagnostic }
}

pub(super) fn several_for_maybe(span: Span) -> Diagnostic {
    misplaced(span, "a record", "`maybe` takes one operation; a choice of several is `oneof { … }`")
}

pub(super) fn bad_pattern(span: Span, names: usize, found: &str) -> Diagnostic {
    Diagnostic::error(&codes::BAD_PATTERN, span, format!("{} not fit {found}", counted(names))).label("does not fit")
}

/// A pattern that does not fit an item of the list that a loop goes through.
pub(super) fn bad_row(span: Span, names: usize, (at, row): (usize, Option<Span>), found: &str) -> Diagnostic {
    let message = format!("{} not fit item {at} of the list, {found}", counted(names));
    let diagnostic = Diagnostic::error(&codes::BAD_PATTERN, span, message).label("does not fit");
    match row {
        Some(row) => diagnostic.also(row, found),
        None => diagnostic.help("items are counted from 0"),
    }
}

fn counted(names: usize) -> String {
    if names == 1 { "1 name does".to_owned() } else { format!("{names} names do") }
}

// Tensors

pub(super) fn wrong_kind(span: Span, op: &str, found: &[TensorKind]) -> Diagnostic {
    let found: Vec<String> = found.iter().map(|it| format!("`{it}`")).collect();
    Diagnostic::error(&codes::WRONG_KIND, span, format!("`{op}` does not take {}", found.join(" and ")))
        .label("applied here")
        .help(format!("`nas list {op}` shows what it takes"))
}

pub(super) fn wrong_input_kind(span: Span, parameter: &str, expected: &str, found: TensorKind) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_KIND, span, format!("`{parameter}` takes `{expected}`, not `{found}`"))
        .label(format!("given `{found}`"))
}

pub(super) fn kinds_differ(span: Span, [first, second]: [TensorKind; 2], places: [Span; 2]) -> Diagnostic {
    let message = format!("this is `{first}` in one architecture and `{second}` in another");
    Diagnostic::error(&codes::WRONG_KIND, span, message)
        .label("joined here")
        .also(places[0], format!("gives `{first}`"))
        .also(places[1], format!("gives `{second}`"))
}

pub(super) fn no_input(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::NO_VALUE, span, "this space has no input")
        .label("needs `input x: image[channels, height, width]`")
}

pub(super) fn output_not_tensor(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(
        &codes::WRONG_TYPE,
        span,
        format!("the value of a space is a tensor, not {}", with_article(found)),
    )
    .label(format!("this is {}", with_article(found)))
}

// Decisions

pub(super) fn empty_choice(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::EMPTY_CHOICE, span, "there is nothing to choose from").label("empty")
}

pub(super) fn too_many_values(span: Span, found: usize) -> Diagnostic {
    Diagnostic::error(&codes::TOO_LARGE, span, format!("a choice between {found} values is too large"))
        .label("at most 100,000")
        .help("a coarser `step` leaves fewer")
}

pub(super) fn duplicate_alternative(span: Span, name: &str, first: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(&codes::DUPLICATE_ALTERNATIVE, span, format!("`{name}` is offered twice"))
        .label("offered again");
    match first {
        Some(first) => diagnostic.also(first, "offered first here"),
        None => diagnostic,
    }
}

pub(super) fn mixed_alternatives(span: Span, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error(
        &codes::WRONG_TYPE,
        span,
        format!("a choice between {} and {}", with_article(first), with_article(second)),
    )
    .label("alternatives of different types")
}

pub(super) fn bad_pick(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&codes::BAD_PICK, span, message).label("cannot be picked")
}

pub(super) fn single_alternative(span: Span) -> Diagnostic {
    Diagnostic::warning(&codes::SINGLE_ALTERNATIVE, span, "this choice has only one alternative")
        .label("nothing to decide")
}

pub(super) fn differing_instance(span: Span, path: &str, first: Span) -> Diagnostic {
    let message = format!("`{path}` chooses from something else than at an earlier use of the cell");
    Diagnostic::error(&codes::DIFFERING_INSTANCE, span, message)
        .label("differs here")
        .also(first, "first made here")
        .help("the decisions of a cell instance are made once; make two instances with `let`")
}

pub(super) fn differing_use([here, first]: [Span; 2], how: &str) -> Diagnostic {
    Diagnostic::error(&codes::TIED_DIFFER, here, format!("a tied operation {how} here than at its first use"))
        .label("used here")
        .also(first, "used first here")
        .help("what is tied does the same at every use; make two operations with `let`")
}

pub(super) fn not_a_decision(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::NOT_A_DECISION, span, "this is not a decision between named alternatives")
        .label("not a `oneof { … }`")
        .help("`is` asks which alternative of a `oneof { name: … }` was taken")
}

pub(super) fn unknown_alternative<'a>(name: &ast::Name, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_LABEL, name.span, format!("this choice has no alternative `{}`", name.text))
        .label("unknown alternative")
        .suggest(&name.text, known)
}

pub(super) fn unknown_label<'a>(span: Span, label: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_LABEL, span, format!("no alternative of this space is named `{label}`"))
        .label("unknown label")
        .suggest(label, known)
}

pub(super) fn unknown_level(span: Span, level: &str, label: &str) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_LABEL, span, format!("nothing at `{level}` has an alternative `{label}`"))
        .label("not there")
        .help(format!("`count({label})` counts it everywhere; the paths of decisions are in what `nas sample` prints"))
}

pub(super) fn unknown_device<'a>(name: &ast::Name, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_REFERENCE, name.span, format!("there is no device `{}`", name.text))
        .label("not found")
        .help("declare it: `device name { description: \"…\", table: \"latency.csv\" }`")
        .suggest(&name.text, known)
}

pub(super) fn misplaced_cost(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&codes::MISPLACED_COST, span, format!("`{name}` is known only once the network is"))
        .label("not here")
        .help(format!("costs stand in constraints: `require {name} <= …`"))
}

// Limits

pub(super) fn too_large(span: Span, turns: u64) -> Diagnostic {
    let label = if turns > 0 { format!("this loop takes {turns} turns") } else { "elaborated from here".to_owned() };
    Diagnostic::error(
        &codes::TOO_LARGE,
        span,
        "this space is too large: it takes over 500,000 operations or 1,000,000 steps",
    )
    .label(label)
}

pub(super) fn endless_recursion(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` applies itself more than {} deep", budget::DEPTH);
    Diagnostic::error(&codes::ENDLESS_RECURSION, span, message)
        .label("applied again here")
        .help("give it a depth parameter and end with `if depth == 0 { … } else { … }`")
}

pub(super) fn too_entangled(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::TOO_ENTANGLED, span, "this depends on too many decisions at once to be analysed")
        .label("too entangled")
}
