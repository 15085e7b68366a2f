//! Throws mutated programs at the parser, the formatter and the compiler, and reports panics and inputs that are slow.
//!
//! `cargo run --release -p nas-tests --bin fuzz -- [RUNS] [SEED] [TARGET]`, with a target `parse`, `format`, `compile` or
//! `all`. Inputs come from the corpus, the standard library and the examples: pieces of them are moved, repeated,
//! removed and exchanged, and bytes are changed. An input that is at fault is written to the folder `fuzz-findings`.

#![expect(clippy::print_stdout, reason = "a program talks to whoever runs it")]

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use nas_compiler::{architectures::Architectures, compile, instantiate::instantiate, ir::Assignment};
use nas_grammar::FileId;
use nas_tests::Memory;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// An input that takes longer is a finding.
const SLOW: Duration = Duration::from_secs(5);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: u64| arguments.get(at).and_then(|it| it.parse().ok()).unwrap_or(default);
    let (runs, seed) = (number(0, 100_000), number(1, 1));
    let target = arguments.get(2).map_or("all", String::as_str);
    let seeds = seeds();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    std::panic::set_hook(Box::new(|_| {}));
    let mut findings = 0;
    for run in 0..runs {
        let input = mutated(&seeds, &mut rng);
        let begun = Instant::now();
        let panicked = catch_unwind(AssertUnwindSafe(|| execute(target, &input))).is_err();
        let slow = begun.elapsed() > SLOW;
        if panicked || slow {
            findings += 1;
            println!("run {run}: {}", if panicked { "panic" } else { "slow" });
            save(run, &input);
        }
    }
    println!("{runs} runs of `{target}` from seed {seed}: {findings} findings");
}

fn execute(target: &str, input: &str) {
    if matches!(target, "parse" | "all") {
        nas_grammar::parse(FileId(0), input);
    }
    if matches!(target, "format" | "all") {
        format(input);
    }
    if matches!(target, "compile" | "all") {
        check(input);
    }
}

/// What is formatted stays as it is when it is formatted again.
#[expect(clippy::panic, reason = "a broken law is a finding")]
fn format(input: &str) {
    if let Ok(once) = nas_grammar::format(input) {
        match nas_grammar::format(&once) {
            Ok(twice) if twice == once => {}
            _ => panic!("formatting is not idempotent"),
        }
    }
}

/// A sound space can be counted and built.
fn check(input: &str) {
    let compilation = compile(&Memory::default(), "main.nas", input);
    for space in compilation.program.spaces.values() {
        let first = Architectures::new(space).ok().and_then(|mut it| it.get(&0_u32.into()).ok().flatten());
        let assignment = first.unwrap_or_else(|| Assignment(vec![0; space.decisions.len()]));
        instantiate(space, &assignment);
    }
}

fn save(run: u64, input: &str) {
    let folder = Path::new("fuzz-findings");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(folder.join(format!("{run}.nas")), input));
    if let Err(error) = written {
        println!("it cannot be written: {error}");
    }
}

// Inputs

fn seeds() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![];
    for folder in [root.join("corpus"), root.join("../examples"), root.join("../std-spaces")] {
        collect(&folder, &mut paths);
    }
    paths.sort();
    paths.iter().filter_map(|it| fs::read_to_string(it).ok()).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|it| it == "nas") {
            found.push(path);
        }
    }
}

/// What may stand where it does not belong.
const WORDS: [&str; 15] =
    ["0", "1", "-1", "99999999", "1e300", "{", "}", "[", "]", "(", ")", "->", "oneof", "pick", "maybe"];

/// A seed with a few changes.
fn mutated(seeds: &[String], rng: &mut ChaCha8Rng) -> String {
    let mut tokens = tokens(&seeds[rng.random_range(0..seeds.len())]);
    let donor = self::tokens(&seeds[rng.random_range(0..seeds.len())]);
    for _ in 0..rng.random_range(1..6) {
        mutate(&mut tokens, &donor, rng);
    }
    let mut text = tokens.concat();
    if rng.random_bool(0.2) && !text.is_empty() {
        let at = text.floor_char_boundary(rng.random_range(0..text.len()));
        text.insert(at, char::from(rng.random_range(1..127_u8)));
    }
    text
}

fn mutate(tokens: &mut Vec<String>, donor: &[String], rng: &mut ChaCha8Rng) {
    if tokens.is_empty() || donor.is_empty() {
        return;
    }
    let at = rng.random_range(0..tokens.len());
    let other = rng.random_range(0..tokens.len());
    let from = rng.random_range(0..donor.len());
    let to = (from + rng.random_range(1..12)).min(donor.len());
    match rng.random_range(0..7) {
        0 => drop(tokens.remove(at)),
        1 => tokens.swap(at, other),
        2 => tokens.insert(at, tokens[other].clone()),
        3 => tokens[at].clone_from(&donor[from]),
        4 => drop(tokens.splice(at..at, donor[from..to].iter().cloned())),
        5 => WORDS[rng.random_range(0..WORDS.len())].clone_into(&mut tokens[at]),
        _ => {
            let end = (at + rng.random_range(1..20)).min(tokens.len());
            tokens.drain(at..end);
        }
    }
}

/// Words, numbers, spaces and marks.
fn tokens(text: &str) -> Vec<String> {
    let class = |it: char| {
        if it.is_alphanumeric() || it == '_' {
            0
        } else if it.is_whitespace() {
            1
        } else {
            2
        }
    };
    let mut tokens: Vec<String> = vec![];
    let mut last = 3;
    for character in text.chars() {
        let this = class(character);
        match tokens.last_mut() {
            Some(token) if this == last && this != 2 => token.push(character),
            _ => tokens.push(character.to_string()),
        }
        last = this;
    }
    tokens
}
