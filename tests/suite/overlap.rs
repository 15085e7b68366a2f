//! Laws of differences: shared architectures are those that brute force finds in both spaces.

use std::collections::BTreeSet;

use libtest_mimic::{Failed, Trial};
use nas_compiler::{
    compile,
    cost::cost_of,
    diff::{DecisionChangeKind, Networks, diff},
    feasible::Count,
    ir::{Architecture, Assignment, CostKind, Space},
    point::{choices, describe, fingerprint, resolve},
};
use nas_tests::{Memory, brute, random};
use num_bigint::BigUint;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::Failure;

/// How many assignments brute force may try per space.
const TRIED: u64 = 5_000;
const TRIALS: u64 = 4;
const SPACES: u64 = 40;

/// Changes to a random space; some leave it as it is.
const CHANGES: [(&str, &str); 8] = [
    ("", ""),
    ("oneof [1, 2, 3]", "oneof [2, 3, 4]"),
    ("oneof [2, 4]", "oneof [4]"),
    ("{ none: zero(), skip: identity(), conv: conv(4) }", "{ conv: conv(4), wide: conv(4, 3), skip: identity() }"),
    ("first is conv", "first is skip"),
    ("tree(depth - 1) -> relu()", "relu()"),
    ("require", "require true or"),
    ("params <= ", "params <= 100 + "),
];

/// Random spaces against changed versions of themselves, and against each other.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    (0..TRIALS).map(|at| Trial::test(format!("random/differences_{at}"), move || pairs(at).map_err(Failed::from)))
}

fn pairs(trial: u64) -> Result<(), Failure> {
    for seed in trial * SPACES..(trial + 1) * SPACES {
        let text = |seed| random::space(&mut ChaCha8Rng::seed_from_u64(seed));
        let (before, after) = CHANGES[(seed % CHANGES.len() as u64) as usize];
        for other in [text(seed).replace(before, after), text(seed + 1)] {
            let (Some(left), Some(right)) = (space(&text(seed)), space(&other)) else { continue };
            law(&left, &right).map_err(|it| format!("seed {seed}: {it}\n{}\n{other}", text(seed)))?;
        }
    }
    Ok(())
}

fn space(text: &str) -> Option<Space> {
    compile(&Memory::default(), "random.nas", text).program.spaces.into_values().next()
}

/// The feasible architectures as files have them.
fn listed(space: &Space) -> Option<BTreeSet<String>> {
    let all = brute::feasible(space, TRIED)?;
    Some(all.iter().map(|it| format!("{:?}", sorted(space, it))).collect())
}

fn sorted(space: &Space, assignment: &Assignment) -> Vec<(String, String)> {
    let choices = choices(space, assignment);
    let mut choices: Vec<_> = choices.into_iter().map(|(path, choice)| (path, format!("{choice:?}"))).collect();
    choices.sort();
    choices
}

fn law(left: &Space, right: &Space) -> Result<(), Failure> {
    let (Some(in_left), Some(in_right)) = (listed(left), listed(right)) else { return Ok(()) };
    let found = diff(left, right, &mut ChaCha8Rng::seed_from_u64(1)).map_err(|_| "too entangled")?;
    let both = in_left.intersection(&in_right).count();
    let expected = [
        ("left", &found.overlap.left, in_left.len()),
        ("right", &found.overlap.right, in_right.len()),
        ("both", &found.overlap.both, both),
        ("only left", &found.overlap.only_left, in_left.len() - both),
        ("only right", &found.overlap.only_right, in_right.len() - both),
    ];
    for (name, count, expected) in expected {
        if *count != Count::Exact(BigUint::from(expected)) {
            return Err(format!("{name}: found {count:?}, brute force {expected}"));
        }
    }
    domains(left, right, &found)?;
    networks(left, right, &found.networks, both)
}

/// What both spaces have is built in both, and costs the same where nothing differs; a space does not differ from itself.
fn networks(left: &Space, right: &Space, found: &Networks, both: usize) -> Result<(), Failure> {
    let agrees = match found.is_all {
        true => found.built == both,
        false => found.built <= both,
    };
    let unlike = brute::feasible(left, TRIED).unwrap_or_default().into_iter().filter(|it| {
        let architecture = describe(left, it);
        let in_right = resolve(right, &Architecture { fingerprint: None, ..architecture });
        in_right.is_ok_and(|other| costs(left, it) != costs(right, &other))
    });
    let unlike = unlike.count();
    let is_itself = fingerprint(left) == fingerprint(right) && found.different > 0;
    if !agrees || is_itself || found.is_all && found.different < unlike {
        return Err(format!("{both} in both, {unlike} of other costs, but found {found:?}"));
    }
    Ok(())
}

fn costs(space: &Space, assignment: &Assignment) -> [u64; 3] {
    [CostKind::Params, CostKind::Macs, CostKind::Depth].map(|it| cost_of(space, assignment, it))
}

/// A decision is said to differ where its values do.
fn domains(left: &Space, right: &Space, found: &nas_compiler::diff::Diff) -> Result<(), Failure> {
    let values = |space: &Space, path: &str| -> Option<BTreeSet<String>> {
        let domain = &space.decision(space.find(path)?).domain;
        Some((0..domain.size() as u32).map(|it| domain.render(it)).collect())
    };
    let paths: BTreeSet<&String> = left.decisions.iter().chain(&right.decisions).map(|it| &it.path).collect();
    for path in paths {
        let expected = [values(left, path), values(right, path)];
        let change = found.decisions.iter().find(|it| it.path == *path).map(|it| &it.kind);
        let agrees = match (&expected, change) {
            ([Some(_), None], Some(DecisionChangeKind::Removed { .. }))
            | ([None, Some(_)], Some(DecisionChangeKind::Added { .. })) => true,
            ([Some(before), Some(after)], Some(DecisionChangeKind::Changed { lost, gained, .. })) => {
                before.difference(after).eq(lost.iter().collect::<BTreeSet<_>>())
                    && after.difference(before).eq(gained.iter().collect::<BTreeSet<_>>())
            }
            ([Some(before), Some(after)], None) => before == after,
            _ => false,
        };
        if !agrees {
            return Err(format!("`{path}` from {:?} to {:?} is said to be {change:?}", expected[0], expected[1]));
        }
    }
    Ok(())
}
