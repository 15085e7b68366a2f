//! The page of the reference that shows how time and memory grow.

use nas_compiler::{feasible::Count, number::magnitude};

use super::{
    Family, Grows, Size,
    bomb::{Bomb, Source},
};

const INTRODUCTION: &str = "# Growth

How the time and memory of checking, counting and sampling grow with a space. `cargo run --release -p nas-compiler --example
growth` prints the tables, and with `-- --write` writes this page and its pictures. `-- --show` prints the spaces.

Every space is a chain of convolutions, each with a choice of its own. Bounded counts and parameters tie all layers
together: one of the choices in at least half of the layers, and no more parameters than the middle between the least and
the most.

*check* is what `nas check` does before it prints anything, *count* what `nas count` does after that. *draw* is one
architecture, drawn uniformly from those that meet the constraint; to be ready for it is to have counted. Times are of the
processor: the median of five, each the mean of the runs that fill a tenth of a second, after a run that does not count.
Memory is the most that a process held that did only this and what comes before, some 3 MiB of which is the process itself
(`VmHWM` of Linux). *power* is that of the size with which the time of the last two sizes grows: 1 is linear.
";

/// What the stages of one space take.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measured {
    pub(crate) size: Size,
    pub(crate) count: Count,
    /// By stage: check, count, draw.
    pub(crate) efforts: [Effort; 3],
}

/// What one stage takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Effort {
    pub(crate) seconds: f64,
    /// The most memory that was held.
    pub(crate) mebibytes: f64,
}

/// A family with what its sizes take, the smallest first.
pub(crate) type Table = (Family, Vec<Measured>);

/// A bomb with what is said of it, and what that takes.
pub(crate) type Defused = (Bomb, String, Effort);

const BOMBS: &str = "
## What is too much

Programs that ask for more than there is end within seconds, and with less than 1 GiB of memory: with a code that says why,
or with what was asked for. The [limits](limits.md) see to that. *said* is the first mistake that `nas check` finds, or how
many architectures `nas count` does; *time* and *memory* are of both.

| program | said | time | memory |
|---|---|--:|--:|
";

/// Writes the page.
pub(crate) fn page(tables: &[Table], bombs: &[Defused]) -> String {
    let part = |title: &str, grows: Grows| {
        let tables: String = tables.iter().filter(|it| it.0.grows == grows).map(table).collect();
        format!("\n## {title}\n\n![{title}](../pictures/{})\n{tables}", grows.picture())
    };
    let layers = part("Layers", Grows::Layers);
    let rows: String = bombs.iter().map(row).collect();
    let shown: String = bombs.iter().map(shown).collect();
    format!("{INTRODUCTION}{layers}{}{BOMBS}{rows}{shown}", part("Choices at each layer", Grows::Choices))
}

/// Writes what became of a bomb.
pub(crate) fn row((bomb, said, effort): &Defused) -> String {
    format!("| {} | {said} | {:.2} s | {} MiB |\n", bomb.title, effort.seconds, three(effort.mebibytes))
}

/// Writes a bomb that is short, with the code that it yields.
fn shown((bomb, said, _): &Defused) -> String {
    let Source::Shown(..) = bomb.source else { return String::new() };
    let code = said.split(':').next().unwrap_or_default();
    format!("\n### {}\n\n```nas {code}\n{}```\n", capital(bomb.title), bomb.text())
}

fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_uppercase() + rest
}

/// Writes what the sizes of a family take.
pub(crate) fn table((family, sizes): &Table) -> String {
    let mut table = format!("\n### {}\n\n", family.name);
    table +=
        "| layers | choices | architectures | check | | count | | draw | |\n|--:|--:|---|--:|--:|--:|--:|--:|--:|\n";
    for Measured { size, count, efforts } in sizes {
        let efforts = efforts.map(|it| format!("{} | {} MiB", time(it.seconds), three(it.mebibytes))).join(" | ");
        table += &format!("| {} | {} | {} | {efforts} |\n", size.layers, size.choices, architectures(count));
    }
    let powers = powers(family.grows, sizes).map(|it| format!("{it:.1}")).join(" | | ");
    table + &format!("| | | *power* | {powers} | |\n")
}

/// By stage, the power of the size with which time grows at the end.
fn powers(grows: Grows, sizes: &[Measured]) -> [f64; 3] {
    let [.., before, last] = sizes else { return [0.0; 3] };
    let grown = grows.of(last.size) as f64 / grows.of(before.size) as f64;
    let power = |stage: usize| (last.efforts[stage].seconds / before.efforts[stage].seconds).ln() / grown.ln();
    [0, 1, 2].map(power)
}

/// Writes how many architectures there are.
pub(crate) fn architectures(count: &Count) -> String {
    match count {
        Count::Exact(count) => magnitude(count),
        Count::Between(least, most) => format!("{} to {}", magnitude(least), magnitude(most)),
    }
}

/// Writes a time.
fn time(seconds: f64) -> String {
    match seconds {
        1.0.. => format!("{} s", three(seconds)),
        1e-3.. => format!("{} ms", three(seconds * 1e3)),
        _ => format!("{} µs", three(seconds * 1e6)),
    }
}

/// Writes a number with three digits, or as many as it has before the point.
fn three(number: f64) -> String {
    let decimals = (2 - number.max(1.0).log10().floor() as i32).max(0) as usize;
    format!("{number:.decimals$}")
}
