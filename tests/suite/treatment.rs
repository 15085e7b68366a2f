//! The ways in which every case is tried, and what they must agree on.

use libtest_mimic::{Failed, Trial};
use nas_compiler::{
    Compilation,
    automaton::{Automaton, Paths},
    ir::Space,
};
use nas_tests::brute;
use num_bigint::BigUint;

use crate::{Failure, case::Case, directive, note, permute};

/// How many assignments brute force may try per file.
const TRIED: u64 = 20_000;

type Treatment = fn(&Case) -> Result<(), Failure>;

const TREATMENTS: [(&str, Treatment); 4] =
    [("written", written), ("permuted", permuted), ("serialised", serialised), ("formatted", formatted)];

/// The trials of a case.
pub(crate) fn trials(case: &Case) -> impl Iterator<Item = Trial> {
    TREATMENTS.into_iter().map(|(name, treat)| {
        let case = case.clone();
        Trial::test(format!("corpus/{}/{name}", case.name), move || treat(&case).map_err(Failed::from))
    })
}

fn written(case: &Case) -> Result<(), Failure> {
    states_a_rule(case)?;
    let compilation = case.compile();
    let failures = [note::check(case, &compilation), directive::check(case, &compilation), counts(&compilation)];
    let failures: Vec<Failure> = failures.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

fn states_a_rule(case: &Case) -> Result<(), Failure> {
    let first = case.files[0].text.lines().next().unwrap_or_default();
    let is_rule = first.starts_with("// ") && first.ends_with('.');
    if is_rule { Ok(()) } else { Err("the first line does not say the rule, in a sentence".to_owned()) }
}

/// The exact count is what brute force finds, and numbers and architectures belong to each other.
fn counts(compilation: &Compilation) -> Result<(), Failure> {
    for (name, space) in &compilation.program.spaces {
        let Some(all) = brute::assignments(space, TRIED) else { continue };
        let paths = Paths::new(Automaton::unconstrained(space, &[]).map_err(|_| "too entangled")?);
        if *paths.count() != all.len().into() {
            return Err(format!("{name}: counted {}, brute force {}", paths.count(), all.len()));
        }
        let mut numbered: Vec<_> =
            (0..all.len()).filter_map(|it| paths.get(it.into())).map(|it| it.assignment).collect();
        numbered.sort();
        if numbered != all {
            return Err(format!("{name}: the numbered architectures are not all architectures"));
        }
    }
    Ok(())
}

/// The order of declarations never matters: neither of items, nor of `require` among statements.
fn permuted(case: &Case) -> Result<(), Failure> {
    let Some(text) = permute::permute(&case.files[0].text) else { return Ok(()) };
    let (before, after) = (case.compile(), case.compile_with(&text));
    agree(&before, &after).map_err(|it| format!("{it}\n--- permuted ---\n{text}"))
}

/// Diagnostics, decisions and counts are the same.
fn agree(before: &Compilation, after: &Compilation) -> Result<(), Failure> {
    let diagnostics = |it: &Compilation| {
        let mut all: Vec<String> = it.diagnostics.iter().map(|it| format!("{} {}", it.code.id, it.message)).collect();
        all.sort();
        all
    };
    if diagnostics(before) != diagnostics(after) {
        return Err(format!("{:#?}\nbecame\n{:#?}", diagnostics(before), diagnostics(after)));
    }
    for (name, space) in &before.program.spaces {
        let other = after.program.spaces.get(name).ok_or_else(|| format!("{name} is gone"))?;
        if summary(space) != summary(other) {
            return Err(format!("{name}: {:?}\nbecame\n{:?}", summary(space), summary(other)));
        }
    }
    Ok(())
}

/// Paths, count, operations and constraints: what every treatment keeps.
type Summary<'a> = (Vec<&'a str>, Option<BigUint>, usize, usize);

fn summary(space: &Space) -> Summary<'_> {
    let mut paths: Vec<&str> = space.decisions.iter().map(|it| it.path.as_str()).collect();
    paths.sort_unstable();
    let count = Automaton::over_decisions(space).ok().map(|it| it.count());
    (paths, count, space.nodes.len(), space.constraints.len())
}

/// Layout means nothing, and a formatted text is formatted already.
fn formatted(case: &Case) -> Result<(), Failure> {
    let Ok(text) = nas_grammar::format(&case.files[0].text) else { return Ok(()) };
    let again = nas_grammar::format(&text).map_err(|_| "what was formatted does not parse")?;
    if again != text {
        return Err(format!("formatting changes what it made\n--- once ---\n{text}\n--- twice ---\n{again}"));
    }
    agree(&case.compile(), &case.compile_with(&text)).map_err(|it| format!("{it}\n--- formatted ---\n{text}"))
}

/// A space survives being written and read.
fn serialised(case: &Case) -> Result<(), Failure> {
    for (name, space) in &case.compile().program.spaces {
        let text = ron::to_string(space).map_err(|it| it.to_string())?;
        let read: Space = ron::from_str(&text).map_err(|it| it.to_string())?;
        if read != *space || summary(&read) != summary(space) {
            return Err(format!("{name} changes on the way through its serialised form"));
        }
    }
    Ok(())
}
