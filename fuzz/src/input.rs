//! Texts: written at random, and made from existing ones by changing words or bytes.

use std::{fs, path::Path};

use nas_tests::random;
use rand::{Rng, RngExt as _};

/// The longest text that is kept when texts are joined.
const LENGTH: usize = 6000;

/// Words and marks of the language, and names that mean something.
const WORDS: &str = "\
use const op cell block fn space task search train device let input require for in if else repeat oneof pick of maybe \
and or not implies is step as true false maximize minimize -> += == != <= >= < > + - * / % .. ..= :: : , . ( ) [ ] { } = \
0 1 2 3 4 7 64 1000000 9007199254740992 1.5 70% 10ms 3KiB 5M 2trials 64 trials \"text\" \"\\n\" \" // \n \
image sequence tokens vector tensor int float bool str list x y n k nodes first last len channels features height \
conv linear max_pool avg_pool global_avg_pool batch_norm layer_norm group_norm relu tanh dropout identity zero sum mean mul \
concat flatten crop slice position to_sequence to_image unfold transpose matmul resize softmax dynamic_conv attention embedding position_embedding class_token channel_shuffle \
conv_transpose pixel_shuffle pixel_unshuffle \
params macs flops memory depth connected count simplified floor ceil sqrt pow min max abs round \
out kernel stride padding output_padding factor dilation groups bias heads rate Tiny Cell skip op std blocks";

/// Texts to begin with: the corpus, the standard library, the examples.
pub(crate) fn seeds() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut seeds: Vec<String> = nas_std_spaces::MODULES.iter().map(|it| it.1.to_owned()).collect();
    for folder in ["tests/corpus", "examples"] {
        collect(&root.join(folder), &mut seeds);
    }
    // The order in which a file system lists files is no part of a seed.
    seeds.sort();
    seeds.retain(|it| it.len() < LENGTH && !is_a_limit(it));
    seeds
}

/// The files of the corpus that exhaust a limit take as long as the limit allows, and so does all that is like them.
fn is_a_limit(text: &str) -> bool {
    text.contains("N0409") || text.contains("N0411")
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|it| Some(it.ok()?.path())) {
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|it| it == "nas") {
            texts.extend(fs::read_to_string(&path));
        }
    }
}

/// Makes a text.
pub(crate) fn make(seeds: &[String], rng: &mut impl Rng) -> String {
    let mut text = match rng.random_range(0..10) {
        0 | 1 => random::space(rng),
        2 => words(rng, 40),
        _ => seeds[rng.random_range(0..seeds.len())].clone(),
    };
    for _ in 0..rng.random_range(0..6) {
        text = change(&text, seeds, rng);
        if text.len() > LENGTH {
            text.truncate(text.floor_char_boundary(LENGTH));
        }
    }
    text
}

fn words(rng: &mut impl Rng, most: usize) -> String {
    let all: Vec<&str> = WORDS.split(' ').collect();
    let count = rng.random_range(1..most);
    (0..count).map(|_| format!("{} ", all[rng.random_range(0..all.len())])).collect()
}

fn change(text: &str, seeds: &[String], rng: &mut impl Rng) -> String {
    match rng.random_range(0..8) {
        0 => bytes(text, rng),
        1 => lines(text, rng),
        2 => splice(text, &seeds[rng.random_range(0..seeds.len())], rng),
        _ => tokens(text, rng),
    }
}

/// Replaces, removes, doubles or swaps words.
fn tokens(text: &str, rng: &mut impl Rng) -> String {
    let mut tokens = tokenise(text);
    if tokens.is_empty() {
        return words(rng, 4);
    }
    let at = rng.random_range(0..tokens.len());
    let other = rng.random_range(0..tokens.len());
    match rng.random_range(0..6) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(at, tokens[other].clone()),
        2 => tokens.swap(at, other),
        3 => tokens.insert(at, words(rng, 3)),
        4 => tokens[at] = tokens[other].clone(),
        _ => tokens[at] = words(rng, 2),
    }
    tokens.concat()
}

/// Cuts a text into words, marks and what stands between.
fn tokenise(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = vec![];
    let mut kind = None;
    for next in text.chars() {
        let here = if next.is_alphanumeric() || next == '_' {
            0
        } else if next.is_whitespace() {
            1
        } else {
            2
        };
        match tokens.last_mut() {
            Some(token) if kind == Some(here) && here != 2 => token.push(next),
            _ => tokens.push(next.to_string()),
        }
        kind = Some(here);
    }
    tokens
}

/// Changes single bytes; what is no text any more is repaired.
fn bytes(text: &str, rng: &mut impl Rng) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..rng.random_range(1..4) {
        let at = rng.random_range(0..=bytes.len());
        match rng.random_range(0..3) {
            0 if at < bytes.len() => drop(bytes.remove(at)),
            1 if at < bytes.len() => bytes[at] = rng.random(),
            _ => bytes.insert(at, b"(){}[]\"\\-/.\n\xc3\xa4"[rng.random_range(0..14)]),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn lines(text: &str, rng: &mut impl Rng) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let (at, other) = (rng.random_range(0..lines.len()), rng.random_range(0..lines.len()));
    match rng.random_range(0..3) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[other]),
        _ => lines.swap(at, other),
    }
    lines.join("\n")
}

/// The start of one text and the end of another.
fn splice(text: &str, other: &str, rng: &mut impl Rng) -> String {
    let cut = |it: &str, at: usize| it.floor_char_boundary(at);
    let (first, second) = (rng.random_range(0..=text.len()), rng.random_range(0..=other.len()));
    format!("{}{}", &text[..cut(text, first)], &other[cut(other, second)..])
}
