//! What a text is given to.

use nas_compiler::{
    automaton::{Automaton, Paths, Rounding},
    compile,
    cost::{cost_of, is_feasible},
    extreme::{End, Extreme},
    feasible::{Feasible, STATES},
    instantiate::instantiate,
    ir::{Assignment, CostKind, Evaluator, Space},
    simplify::simplify,
};
use nas_grammar::{FileId, Severity, parse};
use nas_tests::{Memory, brute};
use num_bigint::BigUint;
use num_traits::Zero as _;

/// Spaces with more decisions are not counted: their automata differ in nothing but how long they take.
const FEW: usize = 60;

/// In spaces with more nodes no ends of costs are searched for.
const SMALL: usize = 300;

/// Takes a text, and panics if something is wrong; says whether the text was good enough to go all the way.
pub(crate) type Target = fn(&str) -> bool;

/// Finds a target by its name.
pub(crate) fn find(name: &str) -> Option<Target> {
    match name {
        "parse" => Some(parsed),
        "format" => Some(formatted),
        "compile" => Some(compiled),
        _ => None,
    }
}

fn parsed(text: &str) -> bool {
    let parsed = parse(FileId::default(), text);
    for diagnostic in &parsed.diagnostics {
        for label in &diagnostic.labels {
            assert!(text.get(label.span.range()).is_some(), "a label outside of the text: {diagnostic:?}");
        }
    }
    for item in &parsed.file.items {
        assert!(text.get(item.span().range()).is_some(), "an item outside of the text");
    }
    parsed.diagnostics.is_empty()
}

fn formatted(text: &str) -> bool {
    let Ok(once) = nas_grammar::format(text) else { return false };
    match nas_grammar::format(&once) {
        Ok(twice) => assert!(once == twice, "formatting changes what it made"),
        Err(_) => panic!("what was formatted does not parse"),
    }
    let comments = |it: &str| parse(FileId::default(), it).comments.len();
    assert!(comments(text) == comments(&once), "formatting loses a comment");
    true
}

fn compiled(text: &str) -> bool {
    let compilation = compile(&Memory::default(), "main.nas", text);
    for diagnostic in &compilation.diagnostics {
        for label in &diagnostic.labels {
            let source = compilation.sources.get(label.span.file);
            assert!(source.text.get(label.span.range()).is_some(), "a label outside of the text: {diagnostic:?}");
        }
    }
    let failed = compilation.diagnostics.iter().any(|it| it.severity == Severity::Error);
    for space in compilation.program.spaces.values() {
        if space.decisions.len() <= FEW {
            counted(space);
        }
        // Another space may have failed, but what is handed out must be sound all the same.
        if !failed && space.nodes.len() < 2000 {
            built(space);
        }
    }
    !failed && !compilation.program.spaces.is_empty()
}

/// The exact count is that of brute force, where that is feasible.
fn counted(space: &Space) {
    let Ok(paths) = Automaton::unconstrained(space, &[]).map(Paths::new) else { return };
    if let Some(all) = brute::assignments(space, 500) {
        assert!(*paths.count() == all.len().into(), "counted {}, brute force {}", paths.count(), all.len());
        if space.nodes.len() < SMALL {
            searched(space, &all);
        }
    }
    assert!(!paths.count().is_zero(), "a space without any assignment");
    bounded(space, paths.count());
    let last = paths.count() - 1_u32;
    for number in [BigUint::zero(), last] {
        assert!(paths.get(number.clone()).is_some(), "no architecture {number}");
    }
}

/// The ends of costs that are searched for are those of brute force.
fn searched(space: &Space, all: &[Assignment]) {
    let Ok(feasible) = Feasible::new(space, &[], STATES) else { return };
    let all: Vec<&Assignment> = all.iter().filter(|it| is_feasible(space, it)).collect();
    for kind in CostKind::ALL {
        let cost = |it: &Assignment| cost_of(space, it, kind);
        let ends = [all.iter().map(|it| cost(it)).min(), all.iter().map(|it| cost(it)).max()];
        for (end, expected) in [End::Least, End::Greatest].into_iter().zip(ends) {
            let found = match feasible.extreme(kind, end) {
                Extreme::Of(path) => Some(cost(&path.assignment)),
                Extreme::None => None,
                Extreme::Within(_) => continue,
            };
            assert!(found == expected, "{end:?} {}: searched {found:?}, brute force {expected:?}", kind.name());
        }
    }
}

/// Paths are as many as architectures, and rounded bounds enclose exact ones.
fn bounded(space: &Space, count: &BigUint) {
    if let Ok(all) = Automaton::unconstrained(space, &CostKind::SUMS) {
        assert!(all.count() == *count, "not as many paths as architectures");
    }
    let Ok(automaton) = Automaton::new(space, &CostKind::SUMS) else { return };
    let within = |rounding| automaton.within(rounding, 20_000).map(|it| it.count());
    let counts = (within(Rounding::Up(9)), within(Rounding::Exact), within(Rounding::Down(9)));
    if let (Some(least), Some(exact), Some(most)) = counts {
        assert!(least <= exact && exact <= most, "{exact} is not between {least} and {most}");
    }
}

fn built(space: &Space) {
    for pick in [0, u32::MAX] {
        let assignment = Evaluator::assign(space, |_, it| pick.min(it.domain.size() as u32 - 1));
        if !is_feasible(space, &assignment) {
            continue;
        }
        let network = instantiate(space, &assignment);
        let sound = network.operations.iter().all(|it| it.shape.iter().all(|it| *it > 0));
        assert!(sound, "a tensor without elements");
        let simple = simplify(&network);
        assert!(simple.output < simple.operations.len(), "a network without output");
        assert!(simple.params() <= network.params(), "simplifying adds parameters");
    }
}
