//! What the page about growth says of counts is so, and it is in the form that is written. Times are only measured.

use std::{collections::BTreeMap, fs, path::Path};

use nas_compiler::feasible::Count;
use num_bigint::BigUint;

mod growth;

use growth::{
    Asked, FAMILIES, Family, Layer, Size,
    bomb::BOMBS,
    check, count,
    page::{Effort, Measured, page},
};

/// What is no measurement, and is cut from pages.
const UNKNOWN: Effort = Effort { seconds: 1.0, mebibytes: 1.0 };

/// How many choices there are by what they add up to.
type Sums = BTreeMap<usize, BigUint>;

/// Counts the architectures of chains of kernels layer by layer.
fn expected(family: &Family, Size { layers, choices }: Size) -> BigUint {
    let added = |choice: usize| match family.asked {
        Asked::Nothing => 0,
        Asked::Count => usize::from(choice == 1),
        Asked::Params => 64 * (2 * choice + 1).pow(2),
    };
    let mut sums = Sums::from([(0, BigUint::from(1_u32))]);
    for _ in 0..layers {
        let mut next = Sums::new();
        for (sum, count) in &sums {
            (0..choices).for_each(|it| *next.entry(sum + added(it)).or_default() += count);
        }
        sums = next;
    }
    let is_met = |sum: usize| match family.asked {
        Asked::Nothing => true,
        Asked::Count => sum >= layers / 2,
        Asked::Params => 2 * sum <= layers * (added(0) + added(choices - 1)),
    };
    sums.into_iter().filter(|it| is_met(it.0)).map(|it| it.1).sum()
}

#[test]
fn counts_are_those_of_adding_up_and_bombs_are_defused_as_the_page_says() {
    let mut tables = vec![];
    for family in FAMILIES {
        let mut sizes = vec![];
        for size in family.sizes() {
            let count = count(&check(&family.text(size)).unwrap()).unwrap();
            if family.layer == Layer::Kernel {
                assert_eq!(count, Count::Exact(expected(&family, size)), "{}, {size:?}", family.name);
            }
            sizes.push(Measured { size, count, efforts: [UNKNOWN; 3] });
        }
        tables.push((family, sizes));
    }
    let bombs: Vec<_> = BOMBS.into_iter().map(|it| (it, it.outcome(), UNKNOWN)).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/growth.md");
    let written = fs::read_to_string(path).unwrap();
    assert!(
        without_efforts(&written) == without_efforts(&page(&tables, &bombs)),
        "growth.md is not current: run the example `growth` with `--write`"
    );
}

/// Returns a page without what differs between two runs.
fn without_efforts(page: &str) -> String {
    let cell = |it: &str| {
        let (number, unit) = it.trim().split_once(' ').unwrap_or((it.trim(), ""));
        let is_effort = ["s", "ms", "µs", "MiB"].contains(&unit) || (unit.is_empty() && number.contains('.'));
        if is_effort && number.parse::<f64>().is_ok() { " … ".to_owned() } else { it.to_owned() }
    };
    let row = |it: &str| it.split('|').map(cell).collect::<Vec<_>>().join("|");
    let line = |it: &str| if it.starts_with('|') { row(it) } else { it.to_owned() };
    page.lines().map(|it| line(it) + "\n").collect()
}
