//! Cells that DARTS finds on handwritten digits against random cells, each trained from scratch in the same way.
//!
//! `cargo run --release -p nas-runtime --example darts_against_random`
//!
//! Space, data, strategy and training are those of `examples/4_darts_digits.nas`. DARTS searches on the training part
//! only; all cells are compared on the validation part, which it never sees. Every cell is trained several times, from
//! different weights and with different batches, and counts with its mean.

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::{error::Error, path::Path};

use nas_compiler::{
    Library, compile,
    ir::Assignment,
    sample::{Sampler, Uniform},
};
use nas_runtime::search::{
    Laboratory, Problem, SearchError,
    estimator::{self, Estimate},
    strategy::{self, Turn},
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

const PROGRAM: &str = include_str!("../../examples/4_darts_digits.nas");

/// How many random cells a seed is compared with.
const CELLS: usize = 9;
/// How often each cell is trained.
const TRAININGS: u64 = 5;

const SEEDS: std::ops::Range<u64> = 0..3;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("seed    darts   random: median   worst    best   noise   ({CELLS} cells, {TRAININGS} trainings each)");
    let mut rows = Vec::new();
    for seed in SEEDS {
        let row = compare(seed)?;
        print(&seed.to_string(), &row);
        rows.push(row);
    }
    let mean = |at: usize| mean(&rows.iter().map(|it| it[at]).collect::<Vec<_>>());
    print("mean", &[mean(0), mean(1), mean(2), mean(3), mean(4)]);
    Ok(())
}

fn print(name: &str, [found, median, worst, best, noise]: &[f64; 5]) {
    println!("{name:<6} {found:.4}  {median:>14.4}  {worst:.4}  {best:.4}  {noise:.4}");
}

/// The accuracies of one seed: of the cell that DARTS finds, of the median, the worst and the best random cells, and
/// the deviation of one training of a random cell from the mean of its trainings.
fn compare(seed: u64) -> Result<[f64; 5]> {
    let problem = problem(seed)?;
    let found = mean(&accuracies(&problem, &found(&problem)?)?);
    let (mut random, mut variances) = (Vec::new(), Vec::new());
    for cell in drawn(&problem)? {
        let trainings = accuracies(&problem, &cell)?;
        random.push(mean(&trainings));
        variances.push(variance(&trainings));
    }
    random.sort_by(f64::total_cmp);
    Ok([found, random[CELLS / 2], random[0], random[CELLS - 1], mean(&variances).sqrt()])
}

/// The example's search with another seed.
fn problem(seed: u64) -> Result<Problem> {
    let compilation = compile(&Library(nas_std_spaces::MODULES), "4_darts_digits.nas", PROGRAM);
    let mut problem = Problem::new(&compilation.program, "cell", Path::new("."))?;
    problem.search.seed = seed;
    Ok(problem)
}

/// Random cells.
fn drawn(problem: &Problem) -> std::result::Result<Vec<Assignment>, SearchError> {
    let mut rng = ChaCha8Rng::seed_from_u64(problem.search.seed);
    let mut sampler = Sampler::new(&problem.space, Uniform::ByArchitecture)?;
    (0..CELLS).map(|_| Ok(sampler.sample(&mut rng)?)).collect()
}

/// The cell that the example's strategy proposes.
fn found(problem: &Problem) -> Result<Assignment> {
    let data = problem.load()?;
    let mut strategy = strategy::build(&Laboratory::new(problem, data.as_ref()))?;
    let mut rng = ChaCha8Rng::seed_from_u64(problem.search.seed);
    let proposed = strategy.propose(&mut Turn { rng: &mut rng, journal: &mut (), observer: &mut () })?;
    proposed.ok_or_else(|| "the strategy proposes nothing".into())
}

/// The accuracy on the validation part after each training. Trainings differ in their seeds, and share the seed's data.
fn accuracies(problem: &Problem, cell: &Assignment) -> Result<Vec<f64>> {
    let data = problem.load()?;
    let train = |training: u64| {
        let mut problem = problem.clone();
        problem.search.seed = 1_000 * (1 + problem.search.seed) + training;
        let mut estimator = estimator::build(&Laboratory::new(&problem, data.as_ref()))?;
        match estimator.estimate(cell, &mut ())? {
            Estimate::Measured { metrics, .. } => Ok(metrics.get("accuracy").copied().unwrap_or_default()),
            Estimate::Failed { .. } | Estimate::Stopped => Ok(0.0),
        }
    };
    (0..TRAININGS).map(train).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The unbiased variance.
fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64
}
