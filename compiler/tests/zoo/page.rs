//! The page of the reference that shows all published numbers.

use std::fmt::Write;

use super::{Found, Published, Quantity, readable};

const INTRODUCTION: &str = "# Published numbers

The standard library holds search spaces of the literature and the networks that they were built from. This page is what
`cargo run --release -p nas-compiler --example zoo -- --markdown` writes: numbers that papers and reference implementations
give, each beside what the compiler finds. They are from `std-spaces/published.ron`, architectures from
`std-spaces/genotypes`.

`nas cost std::darts --space Darts --set c=36 --set layers=20 --architecture std-spaces/genotypes/darts_v2.ron` shows what one
architecture costs.
";

/// Writes the page from every published number and what is found.
pub(crate) fn page(all: &[(Published, Found)]) -> String {
    let mut page = INTRODUCTION.to_owned();
    page += "\n## Spaces\n\nHow many architectures they have.\n\n";
    counts(&mut page, all, Quantity::Architectures);
    page += "\nHow many different networks these are: see [Counting](counting.md).\n\n";
    counts(&mut page, all, Quantity::Networks);
    page += "\nHow many texts NAS-Bench-201 tells its cells apart by, which is not quite the same.\n\n";
    counts(&mut page, all, Quantity::Texts);
    page += "\n## Networks\n\nTrainable scalars and multiply-accumulates.\n\n";
    page += "| space | architecture | published params | found | published macs | found | source |\n";
    page += "|---|---|---|---|---|---|---|\n";
    for (it, found) in with(all, Quantity::Params) {
        let [params, found_params] = numbers(it, found, Quantity::Params);
        let [macs, found_macs] = numbers(it, found, Quantity::Macs);
        let (subject, architecture) = (code(&it.subject()), it.architecture());
        row(&mut page, &[&subject, &architecture, &params, &found_params, &macs, &found_macs, &it.source]);
    }
    page
}

fn counts(page: &mut String, all: &[(Published, Found)], quantity: Quantity) {
    *page += "| space | published | found | source |\n|---|---|---|---|\n";
    for (it, found) in with(all, quantity) {
        let [published, found] = numbers(it, found, quantity);
        row(page, &[&code(&it.subject()), &published, &found, &it.source]);
    }
}

fn with(all: &[(Published, Found)], quantity: Quantity) -> impl Iterator<Item = &(Published, Found)> {
    all.iter().filter(move |it| it.0.expected.contains_key(&quantity))
}

/// The number that is expected and the one that is found, or twice nothing.
fn numbers(published: &Published, found: &Found, quantity: Quantity) -> [String; 2] {
    let expected = published.expected.get(&quantity).map(|it| readable(it)).unwrap_or_default();
    let found = match found.get(&quantity) {
        Some(Ok(it)) => readable(it),
        Some(Err(error)) => error.clone(),
        None => String::new(),
    };
    [expected, found]
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn row(page: &mut String, cells: &[&str]) {
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}
