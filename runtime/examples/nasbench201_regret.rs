//! Random search against regularized evolution on NAS-Bench-201, 300 queries each, over 100 seeds.
//!
//! `cargo run --release -p nas-runtime --example nasbench201_regret -- path/to/nb201.csv.gz`

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::{error::Error, path::PathBuf};

use nas_compiler::{Library, compile};
use nas_runtime::search::{
    Problem,
    regret::{Mean, found},
};

const STRATEGIES: [&str; 4] = [
    "random()",
    "regularized_evolution(population: 100, tournament: 25)",
    "regularized_evolution(population: 50, tournament: 10)",
    "regularized_evolution(population: 30, tournament: 10)",
];

/// What is searched on: validation accuracy after a full training on half of the training set, or after 12 epochs.
const COLUMNS: [&str; 2] = ["c10_val200", "c10_val12"];

fn main() -> Result<(), Box<dyn Error>> {
    let named = std::env::args_os().nth(1).map(PathBuf::from);
    let shared = || std::env::var_os("NAS_SHARED_DATA").map(|it| PathBuf::from(it).join("nb201.csv.gz"));
    let file = named.or_else(shared).ok_or("where is nb201.csv.gz? Name it, or its folder in NAS_SHARED_DATA")?;
    println!("true test accuracy (c10_test200) of what 300 queries find, mean ± standard error over 100 seeds");
    for column in COLUMNS {
        for strategy in STRATEGIES {
            let Mean { mean, error } = Mean::of(&found(&problem(strategy, column, &file)?, 0..100)?);
            println!("{column:<12} {strategy:<56} {mean:.3} ± {error:.3}");
        }
    }
    Ok(())
}

fn problem(strategy: &str, column: &str, file: &std::path::Path) -> Result<Problem, Box<dyn Error>> {
    let name = file.file_name().unwrap_or_default().display();
    let text = format!(
        "use std::nasbench201::NasBench201
search regret {{
  space: NasBench201
  strategy: {strategy}
  estimator: table(file: \"{name}\", code: \"code\", test: \"c10_test200\",
    values: [\"none\", \"skip_connect\", \"nor_conv_1x1\", \"nor_conv_3x3\", \"avg_pool_3x3\"])
  maximize {column}
  budget: 300 trials
}}"
    );
    let program = compile(&Library(nas_std_spaces::MODULES), "regret.nas", &text).program;
    Ok(Problem::new(&program, "regret", file.parent().unwrap_or(file))?)
}
