//! Cells that DARTS finds on handwritten digits against random cells, each trained from scratch in the same way.
//!
//! `cargo run --release -p nas-runtime --example darts_against_random`
//!
//! DARTS searches on the training part only; all cells are compared on the validation part, which it never sees.

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::{error::Error, path::Path};

use nas_compiler::{Library, compile};
use nas_runtime::search::{Laboratory, Problem, Trial, estimator, explore};

/// The search of the example `4_darts_digits.nas`.
const DARTS: &str = include_str!("../../examples/4_darts_digits.nas");

/// How many random cells a seed is compared with.
const CELLS: u64 = 9;

const SEEDS: std::ops::Range<u64> = 0..3;

fn main() -> Result<(), Box<dyn Error>> {
    println!("seed   darts   random: median   worst    best   ({CELLS} cells)");
    for seed in SEEDS {
        let found = accuracies(&problem("strategy: darts(epochs: 10, batch: 32, alpha_lr: 3e-3)", seed)?)?;
        let budget = format!("strategy: random()\n  budget: {CELLS} trials");
        let mut random = accuracies(&problem(&budget, seed)?)?;
        random.sort_by(f64::total_cmp);
        let (median, worst, best) = (random[random.len() / 2], random[0], random[random.len() - 1]);
        println!("{seed:<6} {:.4}  {median:>14.4}  {worst:.4}  {best:.4}", found[0]);
    }
    Ok(())
}

/// The example's search with another strategy and seed.
fn problem(strategy: &str, seed: u64) -> Result<Problem, Box<dyn Error>> {
    let (before, rest) = DARTS.split_once("strategy:").ok_or("the example names no strategy")?;
    let (_, after) = rest.split_once('\n').ok_or("the example ends early")?;
    let text = format!("{before}{strategy}\n{after}");
    let compilation = compile(&Library(nas_std_spaces::MODULES), "darts.nas", &text);
    let mut problem = Problem::new(&compilation.program, "cells", Path::new("."))?;
    problem.search.seed = seed;
    Ok(problem)
}

/// The accuracy on the validation part of every architecture that a search tries.
fn accuracies(problem: &Problem) -> Result<Vec<f64>, Box<dyn Error>> {
    let data = problem.load()?;
    let laboratory = Laboratory::new(problem, data.as_ref());
    let mut estimator = estimator::build(&laboratory)?;
    let outcome = explore(&laboratory, estimator.as_mut(), &(), &mut (), &mut ())?;
    let accuracy = |it: &Trial| it.metrics.get("accuracy").copied().unwrap_or(0.0);
    Ok(outcome.trials.iter().map(accuracy).collect())
}
