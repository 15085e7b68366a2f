//! Programs that ask for more than there is.

use nas_compiler::{Compilation, World, compile};

use super::count;

/// A program that asks for too much.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bomb {
    pub(crate) title: &'static str,
    pub(crate) source: Source,
}

/// Where the text of a bomb comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    /// It is short enough to be shown: the body of a space, and definitions.
    Shown(&'static str, &'static str),
    /// It is written by a program.
    Written(fn() -> String),
}

/// All bombs.
pub(crate) const BOMBS: [Bomb; 24] = [
    shown("a repeat in a repeat", "x -> repeat(1000000) { repeat(1000000) { conv(4) } }", ""),
    shown("a loop that goes on", "let l = for i in 0..1000000000 { i }\n  x -> conv(l.len)", ""),
    shown(
        "loops in loops",
        "let l = for i in 0..1000 { for j in 0..1000 { for k in 0..1000 { k } } }\n  x -> conv(l.len)",
        "",
    ),
    shown("a list that doubles", "let l = [1, 2]\n  for _ in 0..60 { l += l }\n  x -> conv(l.len)", ""),
    shown("a choice between a billion", "x -> conv(oneof 1..=1000000000)", ""),
    shown("half of a hundred", "let l = pick 50 of (0..100)\n  x -> conv(l.len)", ""),
    shown(
        "a tree of depth 40",
        "x -> tree(40)",
        "op tree(d: int) = if d == 0 { relu() } else { oneof { leaf: relu(), node: node(d - 1) } }
block node(x: image, d: int) { sum(x -> tree(d), x -> tree(d)) }
",
    ),
    shown("two calls of itself", "x -> conv(f(40))", "fn f(n: int) = if n <= 1 { 1 } else { f(n - 1) + f(n - 2) }\n"),
    shown("functions without end", "x -> conv(f(1))", "fn f(n: int) = g(n + 1)\nfn g(n: int) = f(n + 1)\n"),
    shown("a vast tensor", "x -> resize([1000000000, 1000000000]) -> flatten() -> linear(10)", ""),
    shown("a vast kernel", "x -> conv(4, 9007199254740991)", ""),
    shown("a number with an exponent", "x -> conv(1e400)", ""),
    shown("a number with a unit", "x -> conv(99999999999999999999T)", ""),
    shown(
        "two choices that a constraint ties",
        "let a = oneof 1..=10000\n  let b = oneof 1..=10000\n  x -> conv(a) -> conv(b)\n  require a + b <= 10000",
        "",
    ),
    shown(
        "twelve pigeons in eleven holes",
        "let at = for _ in 0..12 { oneof 0..11 }\n  for i in 0..12 { for j in 0..i { require at[i] != at[j] } }\n  x -> relu()",
        "",
    ),
    written("10,000 operations to choose from, parameters bounded", many_operations),
    written("10,000 operations, each with 10,000 widths", || among("conv(oneof 1..=10000)", 10_000)),
    written("30 layers of 100 kernels, parameters bounded", many_kernels),
    written("brackets, 100,000 deep", || {
        space(&format!("x -> conv({}1{})", "(".repeat(100_000), ")".repeat(100_000)), "")
    }),
    written("a sum of 100,000 terms", || space(&format!("x -> conv({}1)", "1 + ".repeat(100_000)), "")),
    written("a name of a million letters", || space(&format!("x -> {}()", "a".repeat(1_000_000)), "")),
    written("40,000 unknown names", many_mistakes),
    written("100 MB of a comment", || format!("// {}\n", "a".repeat(100_000_000))),
    written("modules that go on, each using the next", || next_module(0)),
];

const fn shown(title: &'static str, body: &'static str, definitions: &'static str) -> Bomb {
    Bomb { title, source: Source::Shown(body, definitions) }
}

const fn written(title: &'static str, text: fn() -> String) -> Bomb {
    Bomb { title, source: Source::Written(text) }
}

fn space(body: &str, definitions: &str) -> String {
    format!("space Bomb {{\n  input x: image[4, 8, 8]\n  {body}\n}}\n{definitions}")
}

fn among(operation: &str, count: usize) -> String {
    let each = |at| format!("o{at}: {operation}");
    space(&format!("x -> oneof {{ {} }}", (0..count).map(each).collect::<Vec<_>>().join(", ")), "")
}

/// Operation `n` has 8 n parameters, so 125 of them have no more than 1,000.
fn many_operations() -> String {
    let each = |at: usize| format!("o{at}: conv({at}, 1) -> conv(4, 1)");
    let each: Vec<String> = (1..=10_000).map(each).collect();
    space(&format!("x -> oneof {{ {} }}\n  require params <= 1000", each.join(", ")), "")
}

fn many_kernels() -> String {
    let each: Vec<String> = (0..100).map(|at| format!("o{at}: conv(4, {})", 2 * at + 1)).collect();
    space(&format!("x -> for _ in 0..30 {{ oneof {{ {} }} }}\n  require params <= 5M", each.join(", ")), "")
}

fn many_mistakes() -> String {
    let each = |at: usize| format!("let a{at} = b{at}\n  ");
    space(&((0..40_000).map(each).collect::<String>() + "x -> relu()"), "")
}

fn next_module(from: usize) -> String {
    format!("use \"./m{from}.nas\"::{{f{from}}}\nfn f{}(n: int) = f{from}(n)\n", from.wrapping_sub(1))
}

/// Modules that use the next one, and have no end.
struct Modules;

impl World for Modules {
    fn standard(&self, _: &str) -> Option<&str> {
        None
    }

    fn standard_names(&self) -> Vec<&str> {
        vec![]
    }

    fn read(&self, path: &str) -> Result<String, String> {
        let number = path.trim_start_matches('m').trim_end_matches(".nas");
        number.parse::<usize>().map(|it| next_module(it + 1)).map_err(|_| "there is no such file".to_owned())
    }
}

impl Bomb {
    /// Returns the text.
    pub(crate) fn text(&self) -> String {
        match self.source {
            Source::Shown(body, definitions) => space(body, definitions),
            Source::Written(text) => text(),
        }
    }

    /// Sets it off; returns what is said of it: the code and the message of the first mistake, or how many there are.
    pub(crate) fn outcome(&self) -> String {
        let Compilation { diagnostics, program, .. } = compile(&Modules, "bomb.nas", &self.text());
        let errors = diagnostics.iter().filter(|it| it.severity == nas_grammar::Severity::Error);
        match (errors.clone().next(), program.spaces.values().next()) {
            (Some(first), _) => {
                let more = errors.count() - 1;
                let further = if more > 0 { format!(" … and {more} more") } else { String::new() };
                format!("{}: {}{further}", first.code.id, shortened(&first.message))
            }
            (None, Some(space)) => match count(space) {
                Ok(count) => super::page::architectures(&count),
                Err(reason) => reason,
            },
            (None, None) => "nothing".to_owned(),
        }
    }
}

/// The beginning of a message, where it is long.
fn shortened(message: &str) -> String {
    const LONG: usize = 90;
    match message.char_indices().nth(LONG) {
        Some((end, _)) => format!("{} …", &message[..end]),
        None => message.to_owned(),
    }
}
