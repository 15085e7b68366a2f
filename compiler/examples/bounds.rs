//! How many architectures of once-for-all's space stay within bounds, and how fast they are drawn.
//!
//! `cargo run --release -p nas-compiler --example bounds`

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::{error::Error, time::Instant};

use nas_compiler::{
    Library,
    automaton::Path,
    compile,
    cost::{cost_of, is_feasible},
    feasible::{Feasible, STATES},
    ir::{CostKind, Space},
    sample::{Sampler, Uniform},
};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

const DRAWS: usize = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    for bounds in ["", "require macs <= 230M", "require macs <= 230M and params <= 5M"] {
        let library = Library(nas_std_spaces::MODULES);
        let compilation = compile(&library, "once_for_all.nas", &bounded(bounds)?);
        let space = compilation.program.spaces.values().next().ok_or("no space")?;
        println!("\nonce-for-all {bounds}");
        count(space)?;
        draw(space)?;
    }
    Ok(())
}

/// The standard space with a constraint at its end.
fn bounded(constraint: &str) -> Result<String, Box<dyn Error>> {
    let modules = nas_std_spaces::MODULES;
    let (_, text) = modules.iter().find(|it| it.0 == "once_for_all").ok_or("no module `once_for_all`")?;
    let at = text.rfind('}').ok_or("no space")?;
    Ok(format!("{}  {constraint}\n}}\n", &text[..at]))
}

fn count(space: &Space) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let feasible = Feasible::new(space, &CostKind::SUMS, STATES).map_err(|_| "too entangled")?;
    println!("  {:?} in {:.0?}", feasible.count(), started.elapsed());
    for kind in CostKind::SUMS {
        let at = |it: Path| cost_of(space, &it.assignment, kind);
        let least = feasible.least(kind).map(at);
        println!("  least {}: {least:?}", kind.name());
    }
    Ok(())
}

fn draw(space: &Space) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let mut sampler = Sampler::new(space, Uniform::ByArchitecture).map_err(|it| format!("{it:?}"))?;
    let mut drawn = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        drawn.push(sampler.sample(&mut rng).map_err(|it| format!("{it:?}"))?);
    }
    let taken = started.elapsed();
    let feasible = drawn.iter().filter(|it| is_feasible(space, it)).count();
    println!("  {DRAWS} draws in {taken:.0?}, {feasible} of them feasible by their own costs");
    Ok(())
}
