//! Published numbers beside what the compiler finds.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use nas_compiler::{
    Library,
    automaton::Automaton,
    canonical::unique,
    compile_with,
    cost::cost_of,
    ir::{Architecture, Assignment, CostKind, Decision, Evaluator, Scalar, Space},
    number::{grouped, magnitude},
    point::resolve,
};
use serde::Deserialize;

pub(crate) mod page;
#[path = "../benchmark/text.rs"]
mod text;

/// Digits above which a number is not written in full.
const LONG: usize = 40;

/// How many architectures are looked at to count different networks.
const LOOKED_AT: u64 = 10_000_000;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) enum Quantity {
    /// Architectures of the space, without constraints over costs.
    Architectures,
    /// Different networks of the space. Counting them may take minutes.
    Networks,
    /// Different texts by which NAS-Bench-201 tells its cells apart.
    Texts,
    /// Trainable scalars.
    Params,
    /// Multiply-accumulates for one input.
    Macs,
}

/// Published numbers, and what they are about.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Published {
    /// The standard module.
    pub(crate) module: String,
    /// The space in it.
    pub(crate) space: String,
    /// Values for parameters of the space.
    #[serde(default)]
    pub(crate) arguments: BTreeMap<String, Scalar>,
    /// The architecture, by the name of its file.
    #[serde(default)]
    pub(crate) genotype: Option<String>,
    /// The architecture, where it has no file: what decisions take whose path ends so.
    #[serde(default)]
    pub(crate) choices: BTreeMap<String, String>,
    /// The numbers.
    pub(crate) expected: BTreeMap<Quantity, String>,
    /// Where they are published.
    pub(crate) source: String,
}

/// What is found for each expected number; the error says why nothing is.
pub(crate) type Found = BTreeMap<Quantity, Result<String, String>>;

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Architectures => "architectures",
            Self::Networks => "networks",
            Self::Texts => "texts",
            Self::Params => "params",
            Self::Macs => "macs",
        })
    }
}

impl Published {
    /// Returns what the numbers are about, as it would be written in the language.
    pub(crate) fn subject(&self) -> String {
        let arguments: Vec<String> = self.arguments.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        format!("{}::{}{arguments}", self.module, self.space)
    }

    /// Returns which architecture they are about, in words; nothing for a space.
    pub(crate) fn architecture(&self) -> String {
        let choices = self.choices.iter().map(|(path, value)| format!("{path} {value}"));
        self.genotype.iter().cloned().chain(choices).collect::<Vec<_>>().join(", ")
    }

    /// Computes every number that is expected.
    pub(crate) fn found(&self) -> Found {
        self.found_where(|_| true)
    }

    /// Computes what is computed within seconds; different networks are taken to be as many as expected.
    pub(crate) fn found_soon(&self) -> Found {
        let mut found = self.found_where(|it| it != Quantity::Networks);
        for (quantity, expected) in &self.expected {
            found.entry(*quantity).or_insert_with(|| Ok(expected.clone()));
        }
        found
    }

    fn found_where(&self, asked: impl Fn(Quantity) -> bool) -> Found {
        let space = self.compile();
        let number = |quantity: &Quantity| match (&space, quantity) {
            (Err(error), _) => Err(error.clone()),
            (Ok(space), Quantity::Architectures) => architectures(space),
            (Ok(space), Quantity::Networks) => networks(space),
            (Ok(_), Quantity::Texts) => Ok(texts().to_string()),
            (Ok(space), Quantity::Params) => self.cost(space, CostKind::Params),
            (Ok(space), Quantity::Macs) => self.cost(space, CostKind::Macs),
        };
        self.expected.keys().filter(|it| asked(**it)).map(|it| (*it, number(it))).collect()
    }

    fn compile(&self) -> Result<Space, String> {
        let text = nas_std_spaces::get(&self.module).ok_or("there is no such module")?;
        let arguments: Vec<(String, Scalar)> = self.arguments.clone().into_iter().collect();
        let library = Library(nas_std_spaces::MODULES);
        let mut spaces = compile_with(&library, &self.module, text, &arguments).program.spaces;
        let at = spaces.values().position(|it| it.name.split('(').next() == Some(&self.space));
        at.and_then(|it| spaces.swap_remove_index(it)).map(|it| it.1).ok_or_else(|| "there is no such space".to_owned())
    }

    fn cost(&self, space: &Space, kind: CostKind) -> Result<String, String> {
        Ok(cost_of(space, &self.assignment(space)?, kind).to_string())
    }

    fn assignment(&self, space: &Space) -> Result<Assignment, String> {
        let Some(genotype) = &self.genotype else { return self.chosen(space) };
        let text = nas_std_spaces::GENOTYPES.iter().find(|it| it.0 == genotype).ok_or("there is no such genotype")?.1;
        let mut architecture: Architecture = ron::from_str(text).map_err(|it| it.to_string())?;
        architecture.space.clone_from(&space.name);
        resolve(space, &architecture).map_err(|it| it.to_string())
    }

    fn chosen(&self, space: &Space) -> Result<Assignment, String> {
        let mut error = None;
        let assignment = Evaluator::assign(space, |_, decision| {
            self.choice(decision).unwrap_or_else(|why| {
                error = Some(why);
                0
            })
        });
        error.map_or(Ok(assignment), Err)
    }

    fn choice(&self, decision: &Decision) -> Result<u32, String> {
        let path = format!(".{}", decision.path);
        let choice = self.choices.iter().find(|it| path.ends_with(&format!(".{}", it.0)));
        let (_, value) = choice.ok_or_else(|| format!("nothing is chosen for {}", decision.path))?;
        let mut values = 0..decision.domain.size() as u32;
        values
            .find(|it| decision.domain.render(*it) == *value)
            .ok_or_else(|| format!("{} cannot be {value}", decision.path))
    }
}

fn architectures(space: &Space) -> Result<String, String> {
    let architectures = Automaton::over_decisions(space).map_err(|_| "its decisions are too entangled")?;
    Ok(architectures.count().to_string())
}

fn networks(space: &Space) -> Result<String, String> {
    unique(space, LOOKED_AT).map(|it| it.count.to_string()).map_err(|it| it.to_string())
}

/// How many texts the 15,625 cells of NAS-Bench-201 have.
fn texts() -> usize {
    let digits = |cell: u32| (0..6).map(move |at| char::from(b'0' + (cell / 5_u32.pow(at) % 5) as u8));
    let texts: BTreeSet<String> = (0..15_625).map(|it| text::published_text(&digits(it).collect::<String>())).collect();
    texts.len()
}

/// Writes a number with commas, or by its magnitude where that would fill more than a line.
pub(crate) fn readable(digits: &str) -> String {
    match digits.parse() {
        Ok(number) if digits.len() > LONG => magnitude(&number),
        _ => grouped(digits),
    }
}

/// Reads all published numbers.
pub(crate) fn published() -> Result<Vec<Published>, String> {
    ron::from_str(nas_std_spaces::PUBLISHED).map_err(|it| it.to_string())
}
