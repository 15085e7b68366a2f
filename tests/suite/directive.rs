//! Directives: what a file says about its spaces.

use nas_compiler::{
    Compilation,
    automaton::Automaton,
    cost::cost,
    instantiate::instantiate,
    ir::{Assignment, CostKind, Evaluator, Network, Space},
    simplify::{is_connected, simplify},
};
use nas_tests::brute;
use num_bigint::BigUint;

use crate::{Failure, case::Case};

/// How many assignments are tried where a directive speaks of all of them.
const TRIED: u64 = 100_000;

/// Checks every directive of a case's entry.
pub(crate) fn check(case: &Case, compilation: &Compilation) -> Result<(), Failure> {
    let lines = case.files[0].text.lines().filter_map(|it| it.trim().strip_prefix("//@"));
    let failures: Vec<Failure> = lines.filter_map(|it| one(it.trim(), compilation).err()).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

fn one(directive: &str, compilation: &Compilation) -> Result<(), Failure> {
    let fail = |why: &str| Err(format!("{directive}: {why}"));
    let (subject, expected) = match directive.rsplit_once(" = ") {
        Some((subject, expected)) => (subject, expected.trim()),
        None => return fail("has no ` = `"),
    };
    let words: Vec<&str> = subject.split_whitespace().collect();
    let [what, space, selection @ ..] = words.as_slice() else { return fail("names no space") };
    let Some(space) = compilation.program.spaces.get(*space) else { return fail("there is no such space") };
    match found(what, space, selection, expected) {
        Ok(found) if found == expected => Ok(()),
        Ok(found) => fail(&format!("found {found}")),
        Err(why) => fail(&why),
    }
}

/// Computes what a directive speaks of, as text.
fn found(what: &str, space: &Space, selection: &[&str], expected: &str) -> Result<String, Failure> {
    match what {
        "count" => Ok(count(Automaton::unconstrained(space, &[]))?.to_string()),
        "feasible" => feasible(space).map(|it| it.to_string()),
        "paths" => Ok(list(space.decisions.iter().map(|it| it.path.clone()))),
        "domain" => domain(space, selection),
        "active" => Ok(active(space, &architecture(space, selection)?)),
        "args" => args(space, selection, expected),
        _ => agreed(space, selection, |network| of_network(what, network)),
    }
}

fn count(architectures: Result<Automaton, impl Sized>) -> Result<BigUint, Failure> {
    architectures.map(|it| it.count()).map_err(|_| "too entangled".to_owned())
}

/// Costs are not counted but tried out, so a space with a constraint on one must be small.
fn feasible(space: &Space) -> Result<BigUint, Failure> {
    match brute::feasible(space, TRIED) {
        Some(all) => Ok(all.len().into()),
        None => count(Automaton::over_decisions(space)),
    }
}

fn domain(space: &Space, selection: &[&str]) -> Result<String, Failure> {
    let path = selection.join(" ");
    let decision = space.find(&path).ok_or_else(|| format!("no decision {path}: {}", paths(space)))?;
    let domain = &space.decision(decision).domain;
    let values: Vec<String> = (0..domain.size() as u32).map(|it| domain.render(it)).collect();
    Ok(values.join(" | "))
}

fn active(space: &Space, assignment: &Assignment) -> String {
    let mut evaluator = Evaluator::new(space, assignment);
    list(space.decisions.iter().filter(|it| evaluator.holds(it.active)).map(|it| it.path.clone()))
}

/// The arguments that are expected, with the values that were found.
fn args(space: &Space, selection: &[&str], expected: &str) -> Result<String, Failure> {
    let [selection @ .., op] = selection else { return Err("names no operation".to_owned()) };
    let network = instantiate(space, &architecture(space, selection)?);
    let found = network.operations.iter().find(|it| it.op == *op).ok_or("there is no such operation")?;
    let names = expected.split(", ").filter_map(|it| it.split_once(": ")).map(|it| it.0);
    let value = |name: &str| found.args.get(name).map_or("nothing".to_owned(), ToString::to_string);
    Ok(list(names.map(|it| format!("{it}: {}", value(it)))))
}

/// What is true of one network, or of all of them alike.
fn agreed(
    space: &Space,
    selection: &[&str],
    of: impl Fn(&Network) -> Result<String, Failure>,
) -> Result<String, Failure> {
    if !selection.is_empty() {
        return of(&instantiate(space, &architecture(space, selection)?));
    }
    let all = brute::feasible(space, TRIED).ok_or("too many architectures to speak of all of them")?;
    let mut values = all.iter().map(|it| of(&instantiate(space, it))).collect::<Result<Vec<_>, _>>()?;
    values.dedup();
    Ok(values.join(" | "))
}

fn of_network(what: &str, network: &Network) -> Result<String, Failure> {
    let output = &network.operations[network.output];
    let simplified = what.strip_prefix("simplified(").and_then(|it| it.strip_suffix(')'));
    let kind = CostKind::ALL.into_iter().find(|it| it.name() == simplified.unwrap_or(what));
    Ok(match (what, kind) {
        (_, Some(kind)) if simplified.is_some() => cost(&simplify(network), kind).to_string(),
        (_, Some(kind)) => cost(network, kind).to_string(),
        ("shape", _) => format!("{}{:?}", output.kind, output.shape),
        ("layers", _) => layers(network),
        ("simplified", _) => layers(&simplify(network)),
        ("connected", _) => is_connected(network).to_string(),
        _ => return Err("there is no such directive".to_owned()),
    })
}

fn layers(network: &Network) -> String {
    network.operations.iter().map(|it| it.op.as_str()).collect::<Vec<_>>().join(" ")
}

/// Reads `first`, `last`, or `width=12 op=skip`.
fn architecture(space: &Space, selection: &[&str]) -> Result<Assignment, Failure> {
    let last = *selection == ["last"];
    let mut chosen: Vec<Option<u32>> = vec![None; space.decisions.len()];
    for choice in selection.iter().filter(|it| !["first", "last"].contains(it)) {
        let (path, value) = choice.split_once('=').ok_or_else(|| format!("`{choice}` is no choice"))?;
        let decision = space.find(path).ok_or_else(|| format!("no decision {path}: {}", paths(space)))?;
        let domain = &space.decision(decision).domain;
        let rendered = |it: u32| domain.render(it).replace([' ', '"'], "");
        let index = (0..domain.size() as u32).find(|it| rendered(*it) == value);
        chosen[decision.0 as usize] = Some(index.ok_or_else(|| format!("`{path}` is never {value}"))?);
    }
    Ok(Evaluator::assign(space, |id, decision| {
        let other = if last { decision.domain.size() as u32 - 1 } else { 0 };
        chosen[id.0 as usize].unwrap_or(other)
    }))
}

fn paths(space: &Space) -> String {
    list(space.decisions.iter().map(|it| it.path.clone()))
}

fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}
