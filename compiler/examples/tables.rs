//! Prints what the tables of NAS-Bench-101 and NAS-Bench-201 publish beside what is found, and fails if that differs. The
//! numbers that need no table are in the example `zoo`.
//!
//! `NAS_SHARED_DATA=DIR cargo run --release -p nas-compiler --example tables`
//!
//! NAS-Bench-201 publishes 6,466 "unique topologies", told apart by a text. The same text gives the same classes here. It
//! is not quite what makes networks the same, which there are 5,650 of: the text keeps zeros in sums, joins sums without
//! sorting their terms, forgets that a node is used twice, and takes the norm of zeros for zeros.
#![expect(clippy::print_stdout, reason = "an example shows something")]

use std::{collections::BTreeSet, process::ExitCode, time::Instant};

use nas_compiler::{canonical::Keys, cost::cost_of, ir::CostKind};

#[path = "../tests/benchmark/mod.rs"]
mod benchmark;

use benchmark::{classes, columns, keys, nas_bench_101, published_text, shared_data, space};

fn main() -> Result<ExitCode, String> {
    let mut report = Report { differ: 0, start: Instant::now() };
    nas_bench_201_table(&mut report)?;
    nas_bench_101_table(&mut report)?;
    Ok(if report.differ == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Report {
    differ: usize,
    start: Instant,
}

impl Report {
    fn line(&mut self, what: &str, expected: &str, found: &str) {
        let verdict = if expected == found { "ok" } else { "DIFFERS" };
        self.differ += usize::from(expected != found);
        let seconds = self.start.elapsed().as_secs_f64();
        println!("{what:<58} {expected:>9} {found:>9}  {verdict:<8} {seconds:>6.1} s");
        self.start = Instant::now();
    }
}

fn nas_bench_201_table(report: &mut Report) -> Result<(), String> {
    let Some(path) = shared_data("nb201.csv.gz") else {
        println!("skipped: nb201.csv.gz is not in NAS_SHARED_DATA");
        return Ok(());
    };
    let rows = columns(&path, ["code", "iso_rep"])?;
    let published = classes(rows.iter().map(|it| &it[1]));
    let texts = classes(rows.iter().map(|it| published_text(&it[0])));
    report.line("NAS-Bench-201: classes of the published text", "6466", &texts.len().to_string());
    let shared = texts.intersection(&published).count();
    report.line("NAS-Bench-201: of these, classes of the table", "6466", &shared.to_string());
    let space = space("nasbench201", "NasBench201").ok_or("no such space")?;
    let networks = classes(keys(&space, &rows)?);
    let shared = networks.intersection(&published).count();
    println!("  {shared} of the {} networks are a class of the table", networks.len());
    Ok(())
}

fn nas_bench_101_table(report: &mut Report) -> Result<(), String> {
    let Some(path) = shared_data("nb101_20k.csv.gz") else {
        println!("skipped: nb101_20k.csv.gz is not in NAS_SHARED_DATA");
        return Ok(());
    };
    let cells = space("nasbench101", "NasBench101Cells").ok_or("no such space")?;
    let network = space("nasbench101", "NasBench101").ok_or("no such space")?;
    let mut keys = Keys::new(&cells);
    let mut different = BTreeSet::new();
    let mut agree = 0;
    for [bits, ops, params] in columns(&path, ["upper_tri_bits", "ops", "params"])? {
        different.insert(keys.of(&nas_bench_101(&cells, &bits, &ops)?));
        let found = cost_of(&network, &nas_bench_101(&network, &bits, &ops)?, CostKind::Params);
        agree += usize::from(found.to_string() == params);
    }
    report.line("NAS-Bench-101: rows whose cells are different", "20001", &different.len().to_string());
    report.line("NAS-Bench-101: rows with the published parameters", "20001", &agree.to_string());
    Ok(())
}
