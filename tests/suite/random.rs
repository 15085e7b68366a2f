//! Laws that hold for every space, tried on random small ones.

use libtest_mimic::{Failed, Trial};
use nas_compiler::{
    automaton::Automaton,
    compile,
    cost::is_feasible,
    instantiate::instantiate,
    ir::{Assignment, Evaluator, Space},
    sample::{Sampler, Uniform},
};
use nas_grammar::Severity;
use nas_tests::{Memory, brute, random};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::{Failure, paths, vain};

/// How many assignments brute force may try per space.
const TRIED: u64 = 20_000;
const TRIALS: u64 = 8;
const SPACES: u64 = 50;

type Law = fn(&Space, &[Assignment]) -> Result<(), Failure>;

const LAWS: [(&str, Law); 8] = [
    ("counts_are_exact", counts_are_exact),
    ("visits_are_architectures", visits_are_architectures),
    ("networks_are_sound", networks_are_sound),
    ("draws_are_uniform", draws_are_uniform),
    ("children_are_feasible", children_are_feasible),
    ("paths_are_architectures", paths::are_architectures),
    ("bounds_are_met", paths::meet_bounds),
    ("untaken_values_are_infeasible", vain::untaken_values_are_infeasible),
];

/// The trials: every law on many spaces.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    (0..TRIALS).map(|at| Trial::test(format!("random/spaces_{at}"), move || spaces(at).map_err(Failed::from)))
}

fn spaces(trial: u64) -> Result<(), Failure> {
    (trial * SPACES..(trial + 1) * SPACES).try_for_each(|seed| {
        let text = random::space(&mut ChaCha8Rng::seed_from_u64(seed));
        laws(&text).map_err(|it| format!("seed {seed}: {it}\n{text}"))
    })
}

fn laws(text: &str) -> Result<(), Failure> {
    let compilation = compile(&Memory::default(), "random.nas", text);
    let excludes_all = |code: &str| ["N0404", "N0405"].contains(&code);
    let errors = compilation.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<_> = errors.filter(|it| !excludes_all(it.code.id)).collect();
    if !errors.is_empty() {
        return Err(format!("{errors:#?}"));
    }
    vain::idle_constraints_exclude_nothing(&compilation, TRIED)?;
    for space in compilation.program.spaces.values() {
        let Some(all) = brute::assignments(space, TRIED) else { continue };
        for (name, law) in LAWS {
            law(space, &all).map_err(|it| format!("{name}: {it}"))?;
        }
    }
    Ok(())
}

fn counts_are_exact(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let counted = Automaton::unconstrained(space, &[]).map_err(|_| "too entangled")?.count();
    if counted == all.len().into() {
        return Ok(());
    }
    Err(format!("counted {counted}, brute force {}", all.len()))
}

/// Each architecture that meets the constraints over decisions is visited once; costs are asked afterwards.
fn visits_are_architectures(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let feasible: Vec<&Assignment> = all.iter().filter(|it| is_feasible(space, it)).collect();
    let architectures = Automaton::over_decisions(space).map_err(|_| "too entangled")?;
    let mut visited: Vec<_> = architectures.assignments().filter(|it| is_feasible(space, it)).collect();
    visited.sort();
    if visited.iter().eq(feasible.iter().copied()) {
        return Ok(());
    }
    Err(format!("visited {}, brute force {}", visited.len(), feasible.len()))
}

fn networks_are_sound(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    for assignment in all.iter().take(200) {
        let network = instantiate(space, assignment);
        let output = &network.operations[network.output];
        if output.shape != [4, 4, 4] {
            return Err(format!("{assignment:?} ends in {:?}", output.shape));
        }
        let backward = |at: usize| network.operations[at].inputs.iter().all(|it| *it < at);
        if !(0..network.operations.len()).all(backward) {
            return Err(format!("{assignment:?} is not in order"));
        }
    }
    Ok(())
}

/// Pearson's chi-square against the uniform distribution, within five standard deviations.
fn draws_are_uniform(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    const DRAWS: usize = 50;
    let mut feasible: Vec<(&Assignment, usize)> =
        all.iter().filter(|it| is_feasible(space, it)).map(|it| (it, 0)).collect();
    if !(2..=40).contains(&feasible.len()) {
        return Ok(());
    }
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let mut sampler = Sampler::new(space, Uniform::ByArchitecture).map_err(|it| format!("{it:?}"))?;
    for _ in 0..DRAWS * feasible.len() {
        let drawn = sampler.sample(rng).map_err(|it| format!("{it:?}"))?;
        let known = feasible.iter_mut().find(|it| *it.0 == drawn);
        known.ok_or_else(|| format!("{drawn:?} is no architecture"))?.1 += 1;
    }
    let square = |it: usize| (it as f64 - DRAWS as f64).powi(2) / DRAWS as f64;
    let statistic: f64 = feasible.iter().map(|it| square(it.1)).sum();
    let freedom = feasible.len() as f64 - 1.0;
    if statistic < freedom + 5.0 * (2.0 * freedom).sqrt() {
        return Ok(());
    }
    Err(format!("chi-square {statistic} with {freedom} degrees of freedom"))
}

/// Mutation finds a child wherever brute force does, and changes one decision only; a crossing takes from its parents.
fn children_are_feasible(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let feasible: Vec<&Assignment> = all.iter().filter(|it| is_feasible(space, it)).collect();
    let Some(parents) = feasible.last_chunk::<2>() else { return Ok(()) };
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let sampler = Sampler::new(space, Uniform::ByArchitecture).map_err(|it| format!("{it:?}"))?;
    let shared = |one: &Assignment, other: &Assignment| {
        let (mut one_made, mut other_made) = (Evaluator::new(space, one), Evaluator::new(space, other));
        let differs = |at: &usize| {
            let active = space.decisions[*at].active;
            one_made.holds(active) && other_made.holds(active) && one.0[*at] != other.0[*at]
        };
        (0..space.decisions.len()).filter(differs).collect::<Vec<_>>()
    };
    for parent in parents {
        let child = sampler.mutate(parent, &mut rng);
        let possible = feasible.iter().any(|it| shared(parent, it).len() == 1);
        match child {
            Some(child) if feasible.contains(&&child) && shared(parent, &child).len() == 1 => {}
            None if !possible => {}
            other => return Err(format!("{parent:?} mutates to {other:?}")),
        }
    }
    let Some(child) = sampler.cross(*parents, &mut rng) else {
        let automaton = Automaton::new(space, &[]).map_err(|_| "too entangled")?;
        return if automaton.is_complete() { Err("no crossing".to_owned()) } else { Ok(()) };
    };
    let is_inherited = |at: usize| parents.iter().any(|it| it.0[at] == child.0[at]);
    let inherits = shared(parents[0], &child).into_iter().chain(shared(parents[1], &child)).all(is_inherited);
    if feasible.contains(&&child) && inherits { Ok(()) } else { Err(format!("{parents:?} cross to {child:?}")) }
}
