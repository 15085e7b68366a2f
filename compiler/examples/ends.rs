//! Prints the least and the greatest of each cost in every space of the standard library: exactly, or what no architecture
//! goes beyond. Draws architectures of each space besides, and fails if one of them goes beyond an end.
//!
//! `cargo run --release -p nas-compiler --example ends`

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::{error::Error, process::ExitCode, time::Instant};

use nas_compiler::{
    Library, compile,
    cost::cost_of,
    extreme::{End, Extreme},
    feasible::{Feasible, STATES},
    ir::{Assignment, CostKind, Space},
    sample::{Sampler, Uniform},
};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

const DRAWS: usize = 200;

/// How many ends there are, how many of them are exact, and how many costs of draws go beyond them.
#[derive(Debug, Default)]
struct Tally {
    ends: usize,
    exact: usize,
    beyond: usize,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut tally = Tally::default();
    for (name, text) in nas_std_spaces::MODULES {
        let compilation = compile(&Library(nas_std_spaces::MODULES), name, text);
        for space in compilation.program.spaces.values().filter(|it| !it.decisions.is_empty()) {
            let started = Instant::now();
            println!("std::{name}::{}", space.name);
            look_at(space, &mut tally)?;
            println!("  {:.1} s", started.elapsed().as_secs_f64());
        }
    }
    let Tally { ends, exact, beyond } = tally;
    println!("{ends} ends, {exact} exact; {beyond} costs of draws beyond them");
    Ok(if beyond == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn look_at(space: &Space, tally: &mut Tally) -> Result<(), Box<dyn Error>> {
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let mut sampler = Sampler::new(space, Uniform::ByArchitecture).map_err(|it| format!("{it:?}"))?;
    let mut drawn: Vec<Assignment> = vec![];
    for _ in 0..DRAWS {
        drawn.push(sampler.sample(&mut rng).map_err(|it| format!("{it:?}"))?);
    }
    for kinds in [&CostKind::SUMS[..], &[CostKind::Memory], &[CostKind::Depth]] {
        let feasible = Feasible::new(space, kinds, STATES).map_err(|_| "too entangled")?;
        for kind in kinds {
            let costs: Vec<u64> = drawn.iter().map(|it| cost_of(space, it, *kind)).collect();
            let [least, greatest] = [End::Least, End::Greatest].map(|end| match feasible.extreme(*kind, end) {
                Extreme::Of(path) => (cost_of(space, &path.assignment, *kind), true),
                Extreme::Within(bound) => (bound, false),
                Extreme::None => (0, false),
            });
            tally.ends += 2;
            tally.exact += usize::from(least.1) + usize::from(greatest.1);
            tally.beyond += costs.iter().filter(|it| **it < least.0 || **it > greatest.0).count();
            let text = |(cost, is_exact): (u64, bool)| format!("{cost}{}", if is_exact { "" } else { " (a bound)" });
            println!("  {:<7} {:>24} {:>24}", kind.name(), text(least), text(greatest));
        }
    }
    Ok(())
}
