//! `nas diff`

use anyhow::Result;
use indexmap::IndexMap;
use nas_compiler::{
    diff::{
        ArgumentChange, CostChange, DecisionChange, DecisionChangeKind, Diff as Differences, Networks, Side as Of, diff,
    },
    feasible::Count,
    ir::{Choice, Operation, Scalar, Space},
    point::render,
};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};
use serde::Serialize;

use super::count::too_entangled;
use crate::{
    exit::Exit,
    number::{counted, grouped, magnitude},
    outline,
    paint::{BOLD, CODE, DIM, ERROR, GOOD, paint},
    project,
    selection::argument,
    table::{Side, Table},
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas diff tiny.nas mine.nas                   What the second decides and requires that the first does not
  nas diff std::darts my_darts.nas
  nas diff a.nas a.nas --space S --other T     Two spaces of one file
  nas diff a.nas b.nas --format json           For other programs

An architecture is in both spaces where the same choices are valid in both.";

/// Compares two spaces: arguments, decisions, constraints, shared architectures, their networks, costs.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Diff {
    /// The file of the first space, or a standard module such as `std::nasbench201`.
    left: String,
    /// The file of the second space.
    right: String,
    /// The first space where its file has several; the second one too, without `--other`.
    #[arg(long, value_name = "NAME")]
    space: Option<String>,
    /// The second space.
    #[arg(long, value_name = "NAME")]
    other: Option<String>,
    /// A value for a parameter of both spaces; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = argument)]
    set: Vec<(String, Scalar)>,
    /// How differences are written.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

/// How differences are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Form {
    /// To read.
    #[default]
    Text,
    /// One object, for other programs.
    Json,
}

impl Diff {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let left = project::open(&self.left, &self.set, terminal)?;
        let right = project::open(&self.right, &self.set, terminal)?;
        let first = left.space(self.space.as_deref())?;
        let second = right.space(self.other.as_deref().or(self.space.as_deref()))?;
        // Which architectures are built in both does not depend on the run.
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let differences = diff(first, second, &mut rng).map_err(|it| too_entangled(&first.name, it))?;
        let text = match self.format {
            Form::Text => text([first, second], [&self.left, &self.right], &differences),
            Form::Json => serde_json::to_string(&Json::of(&differences))? + "\n",
        };
        terminal.print(&text)?;
        Ok(Exit::Success)
    }
}

fn text(spaces: [&Space; 2], files: [&str; 2], differences: &Differences) -> String {
    let mut text = String::new();
    for (mark, (space, file)) in ["-", "+"].into_iter().zip(spaces.into_iter().zip(files)) {
        let note = paint(DIM, file);
        text.push_str(&format!(
            "{} {}  {note}\n",
            paint(colour(mark), mark),
            paint(BOLD, format_args!("space {}", space.name))
        ));
    }
    if !differences.arguments.is_empty() {
        let arguments: Vec<String> = differences.arguments.iter().map(argument_change).collect();
        section(&mut text, "arguments", &arguments);
    }
    let decisions: Vec<String> = differences.decisions.iter().map(decision).collect();
    section(&mut text, "decisions", &decisions);
    let constraints = differences.constraints.iter().map(|it| {
        let mark = if it.side == Of::Left { "-" } else { "+" };
        format!("{} {}", paint(colour(mark), mark), it.text)
    });
    section(&mut text, "constraints", &constraints.collect::<Vec<_>>());
    text.push_str(&format!("\n{}\n{}", paint(BOLD, "architectures"), counts(differences)));
    section(&mut text, "networks", &networks(&differences.networks));
    text.push_str(&format!("\n{}\n{}", paint(BOLD, "costs"), costs(&differences.costs)));
    text
}

fn colour(mark: &str) -> anstyle::Style {
    if mark == "-" { ERROR } else { GOOD }
}

fn section(text: &mut String, title: &str, lines: &[String]) {
    text.push_str(&format!("\n{}\n", paint(BOLD, title)));
    if lines.is_empty() {
        text.push_str(&format!("  {}\n", paint(DIM, "no difference")));
    }
    lines.iter().for_each(|it| text.push_str(&format!("  {it}\n")));
}

fn decision(change: &DecisionChange) -> String {
    let path = paint(CODE, &change.path);
    let (mark, what) = match &change.kind {
        DecisionChangeKind::Removed { values } => (paint(ERROR, "-"), listed(values)),
        DecisionChangeKind::Added { values } => (paint(GOOD, "+"), listed(values)),
        DecisionChangeKind::Changed { lost, gained, guards } => {
            (paint(BOLD, "~"), changed(lost, gained, guards.as_ref()))
        }
    };
    format!("{mark} {path}  {what}")
}

fn argument_change(change: &ArgumentChange) -> String {
    let [left, right] = change.values.each_ref().map(|it| it.as_ref().map_or("none".to_owned(), Scalar::to_string));
    format!("{} {}  {left}, then {right}", paint(BOLD, "~"), paint(CODE, &change.parameter))
}

/// Whether equal choices build equal networks.
fn networks(networks: &Networks) -> Vec<String> {
    let Networks { built, is_all, different, example } = networks;
    let drawn = if *is_all { "" } else { " drawn at random" };
    let Some(example) = example else {
        let text = match built {
            0 => "no architecture to compare".to_owned(),
            _ => format!("no difference: {} in both{drawn}", counted(*built, "architecture")),
        };
        return vec![paint(DIM, text)];
    };
    let mut lines =
        vec![format!("{} of {} in both{drawn} differ", grouped(*different), counted(*built, "architecture"))];
    lines.push(paint(DIM, format_args!("such as {}", chosen(&example.choices))));
    lines.extend(operations(&paint(ERROR, "-"), &example.lost));
    lines.extend(operations(&paint(GOOD, "+"), &example.gained));
    if example.lost.is_empty() && example.gained.is_empty() {
        lines.push("has the same operations, joined otherwise".to_owned());
    }
    lines
}

/// What an architecture chooses, as far as it can be read.
fn chosen(choices: &IndexMap<String, Choice>) -> String {
    const SHOWN: usize = 4;
    let shown: Vec<String> =
        choices.iter().take(SHOWN).map(|(path, choice)| format!("{path} = {}", render(choice))).collect();
    match choices.len().saturating_sub(SHOWN) {
        _ if shown.is_empty() => "the only one".to_owned(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// A line for each kind of operation that only one network has, as far as they can be read.
fn operations(mark: &str, operations: &[(Operation, usize)]) -> Vec<String> {
    const SHOWN: usize = 4;
    let line = |(operation, count): &(Operation, usize)| {
        let times = if *count == 1 { String::new() } else { format!(" ({count} times)") };
        format!("{mark} {}{times}  {}", paint(CODE, outline::kind(operation)), outline::result(operation))
    };
    let mut lines: Vec<String> = operations.iter().take(SHOWN).map(line).collect();
    if let Some(more @ 1..) = operations.len().checked_sub(SHOWN) {
        lines.push(format!("{mark} {more} more kinds of operations"));
    }
    lines
}

fn changed(lost: &[String], gained: &[String], guards: Option<&[String; 2]>) -> String {
    let mut parts = vec![];
    match (lost.is_empty(), gained.is_empty()) {
        (true, true) => {}
        (true, false) => parts.push(format!("widened by {}", listed(gained))),
        (false, true) => parts.push(format!("narrowed by {}", listed(lost))),
        (false, false) => parts.push(format!("without {}, with {}", listed(lost), listed(gained))),
    }
    if let Some([before, after]) = guards {
        parts.push(format!("made if {after}, before if {before}"));
    }
    parts.join("; ")
}

/// Lists values as far as they can be read.
fn listed(values: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = values[..values.len().min(SHOWN)].join(", ");
    match values.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{shown} and {} more", grouped(more)),
        _ => shown,
    }
}

fn counts(differences: &Differences) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Right), ("", Side::Left)]);
    let overlap = &differences.overlap;
    let rows = [
        ("in the first", &overlap.left),
        ("in the second", &overlap.right),
        ("in both", &overlap.both),
        ("only in the first", &overlap.only_left),
        ("only in the second", &overlap.only_right),
    ];
    for (name, count) in rows {
        let (text, kind) = match count {
            Count::Exact(it) => (magnitude(it), "exact"),
            Count::Between(least, most) => (format!("{} to {}", magnitude(least), magnitude(most)), "certain bounds"),
        };
        table.row([name.to_owned(), text, paint(DIM, kind)]);
    }
    table.render(2)
}

fn costs(changes: &[CostChange]) -> String {
    let mut table = Table::new(&[("", Side::Left), ("in the first", Side::Left), ("in the second", Side::Left)]);
    for change in changes {
        let [left, right] = change.ranges.map(range);
        table.row([change.kind.name().to_owned(), left, right]);
    }
    table.render(2)
}

fn range([least, greatest]: [Option<u64>; 2]) -> String {
    let end = |it: Option<u64>| it.map_or_else(|| "?".to_owned(), grouped);
    if least == greatest { end(least) } else { format!("{} to {}", end(least), end(greatest)) }
}

/// Differences as other programs read them; counts are texts, since they may be larger than any number there.
#[derive(Serialize)]
struct Json<'a> {
    arguments: Vec<JsonArgument<'a>>,
    decisions: Vec<JsonDecision<'a>>,
    removed_constraints: Vec<&'a str>,
    added_constraints: Vec<&'a str>,
    architectures: Vec<JsonCount>,
    networks: JsonNetworks,
    costs: Vec<JsonCost>,
}

#[derive(Serialize)]
struct JsonArgument<'a> {
    parameter: &'a str,
    first: Option<&'a Scalar>,
    second: Option<&'a Scalar>,
}

/// How many architectures of both were built in both, and how many of them are different networks.
#[derive(Serialize)]
struct JsonNetworks {
    built: usize,
    all: bool,
    different: usize,
}

#[derive(Serialize)]
struct JsonDecision<'a> {
    path: &'a str,
    change: &'static str,
    lost: &'a [String],
    gained: &'a [String],
    guards: Option<&'a [String; 2]>,
}

/// How many architectures there are somewhere: two equal numbers where that is exact.
#[derive(Serialize)]
struct JsonCount {
    of: &'static str,
    least: String,
    most: String,
}

#[derive(Serialize)]
struct JsonCost {
    cost: &'static str,
    first: [Option<u64>; 2],
    second: [Option<u64>; 2],
}

impl<'a> Json<'a> {
    fn of(differences: &'a Differences) -> Self {
        let texts = |side: Of| {
            let of_side = differences.constraints.iter().filter(move |it| it.side == side);
            of_side.map(|it| it.text.as_str()).collect()
        };
        let overlap = &differences.overlap;
        let count = |of: &'static str, count: &Count| {
            let (least, most) = match count {
                Count::Exact(it) => (it, it),
                Count::Between(least, most) => (least, most),
            };
            JsonCount { of, least: least.to_string(), most: most.to_string() }
        };
        let cost = |it: &CostChange| JsonCost { cost: it.kind.name(), first: it.ranges[0], second: it.ranges[1] };
        let networks = &differences.networks;
        Self {
            arguments: differences.arguments.iter().map(JsonArgument::of).collect(),
            decisions: differences.decisions.iter().map(JsonDecision::of).collect(),
            removed_constraints: texts(Of::Left),
            added_constraints: texts(Of::Right),
            architectures: vec![
                count("first", &overlap.left),
                count("second", &overlap.right),
                count("both", &overlap.both),
                count("only first", &overlap.only_left),
                count("only second", &overlap.only_right),
            ],
            networks: JsonNetworks { built: networks.built, all: networks.is_all, different: networks.different },
            costs: differences.costs.iter().map(cost).collect(),
        }
    }
}

impl<'a> JsonArgument<'a> {
    fn of(change: &'a ArgumentChange) -> Self {
        let [first, second] = change.values.each_ref().map(Option::as_ref);
        Self { parameter: &change.parameter, first, second }
    }
}

impl<'a> JsonDecision<'a> {
    fn of(change: &'a DecisionChange) -> Self {
        let none: &[String] = &[];
        let (word, lost, gained, guards) = match &change.kind {
            DecisionChangeKind::Removed { values } => ("removed", values.as_slice(), none, None),
            DecisionChangeKind::Added { values } => ("added", none, values.as_slice(), None),
            DecisionChangeKind::Changed { lost, gained, guards } => {
                ("changed", lost.as_slice(), gained.as_slice(), guards.as_ref())
            }
        };
        Self { path: &change.path, change: word, lost, gained, guards }
    }
}

#[cfg(test)]
mod tests {
    use crate::{example::PROGRAM, said::said};

    /// Another width, another alternative, no constraint and one more decision.
    const OTHER: &str = "\
space Small {
  input x: image[1, 4, 4]
  let width = oneof [8, 32]
  let kernel = oneof [3, 5]
  x -> conv(width, kernel) -> oneof { act: relu(), skip: identity(), tanh: tanh() }
    -> global_avg_pool() -> linear(10, bias: false)
  require params <= 400
}
";

    fn told(first: &str, second: &str, rest: &str) -> String {
        said(&[("a.nas", first), ("b.nas", second)], &format!("nas diff a.nas b.nas{rest}"))
    }

    #[test]
    fn what_tells_two_spaces_apart_is_said() {
        insta::assert_snapshot!(told(PROGRAM, OTHER, ""));
    }

    #[test]
    fn differences_are_an_object_for_tools() {
        insta::assert_snapshot!(told(PROGRAM, OTHER, " --format json"));
    }

    #[test]
    fn equal_spaces_do_not_differ() {
        insta::assert_snapshot!(told(PROGRAM, &PROGRAM.replace("  let", "  // a comment\n  let"), ""));
    }

    #[test]
    fn equal_choices_may_build_other_networks() {
        insta::assert_snapshot!(told(PROGRAM, &PROGRAM.replace("global_avg_pool", "global_max_pool"), ""));
        let deep =
            "space Deep(depth: int = 2) { input x: image[1, 4, 4] x -> repeat(depth) { conv(2, oneof [1, 3]) } }";
        insta::assert_snapshot!(told(deep, &deep.replace("= 2", "= 3"), ""));
    }

    #[test]
    fn a_space_is_chosen_where_there_are_several() {
        let two = format!("{PROGRAM}{}", OTHER.replace("Small", "Other"));
        insta::assert_snapshot!(told(PROGRAM, &two, ""));
        insta::assert_snapshot!(told(PROGRAM, &two, " --space Small --other Othr"));
    }

    #[test]
    fn a_space_with_mistakes_is_not_compared() {
        insta::assert_snapshot!(told(PROGRAM, &OTHER.replace("tanh()", "tahn()"), ""));
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        insta::assert_snapshot!(said(&[("a.nas", PROGRAM)], "nas diff a.nas b.nas"));
    }
}
