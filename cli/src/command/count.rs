//! `nas count`

use anyhow::Result;
use nas_compiler::{
    canonical::{Infeasible, Method, Unique, unique},
    diagram::TooEntangled,
    feasible::{Count as Counted, Feasible, STATES},
    ir::Space,
};
use nas_grammar::codes;
use num_bigint::BigUint;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};

use crate::{
    estimate::clopper_pearson,
    exit::Exit,
    failure::Failure,
    number::{self, counted, grouped, magnitude, share_of},
    paint::{BOLD, DIM, paint},
    progress,
    selection::Selection,
    survey::{Effort, Population, population, survey},
    table::{Side, Table},
    terminal::Terminal,
};

/// How many architectures one may want to build for an exact count.
const BUILDABLE: u32 = 10_000_000;

const EXAMPLES: &str = "\
Examples:
  nas count tiny.nas
  nas count std::darts --set layers=20
  nas count big.nas --states 4000000    Tighter bounds
  nas count std::nasbench201 --unique   How many are different networks

Constraints over decisions are counted exactly, however large the space is, and so are bounds of
sums of costs (`require params <= 1M and macs <= 50M`) as far as `--states` allows. Beyond that the
count lies between two that are certain, and an estimate from a sample says where. For other
constraints over costs every architecture is built, up to `--limit`.";

/// Counts the architectures of a space, without and with its constraints.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Count {
    #[command(flatten)]
    selection: Selection,
    /// The most states in which what is left of bounds is told apart.
    #[arg(long, value_name = "N", default_value_t = STATES)]
    states: usize,
    /// Counts different networks too: without what makes no difference, and up to the order of operations.
    #[arg(long)]
    unique: bool,
    /// The most architectures that are built one by one.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    limit: u64,
    /// How many are drawn where there are more.
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..))]
    samples: u64,
    /// The seed of the sample.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

impl Count {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = self.selection.open(terminal)?;
        let space = self.selection.space(&project)?;
        let population = population(space).map_err(|it| too_entangled(&space.name, it))?;
        let found = if population.constrains_cost {
            Some(self.found(space, &population, terminal).map_err(|it| too_entangled(&space.name, it))?)
        } else {
            None
        };
        let head = paint(BOLD, format_args!("space {}", space.name));
        let decisions = counted(space.decisions.len(), "decision");
        let constraints = counted(space.constraints.len(), "constraint");
        terminal.print(&format!("{head}  {decisions}, {constraints}\n"))?;
        terminal.print(&describe(&population, found.as_ref(), space.constraints.is_empty()))?;
        if self.unique {
            let unique = unique(space, self.limit).map_err(|it| not_told_apart(&space.name, &it))?;
            terminal.print(&describe_unique(&unique))?;
        }
        Ok(Exit::Success)
    }

    /// Counts those that meet all constraints.
    fn found(&self, space: &Space, population: &Population, terminal: &Terminal) -> Result<Found, TooEntangled> {
        let feasible = Feasible::new(space, &[], self.states)?;
        let (least, most) = match feasible.count() {
            Counted::Exact(count) => return Ok(Found::Exact(count)),
            Counted::Between(least, most) => (least, most),
        };
        if population.allowed <= self.limit.into() {
            let effort = Effort { every: self.limit, draws: self.samples, seed: self.seed };
            let bar = progress::bar(terminal, 0, "building architectures");
            let survey = survey(space, effort, &bar)?;
            return Ok(Found::Built { looked_at: survey.looked_at, feasible: survey.feasible.len() as u64 });
        }
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        let mut hits = 0;
        for _ in 0..self.samples {
            hits += u64::from(feasible.draw(&mut rng).is_some_and(|it| it.1));
        }
        let candidates = feasible.candidates().clone();
        Ok(Found::Between(Estimate { least, most, candidates, hits, draws: self.samples }))
    }
}

/// How many architectures meet all constraints.
enum Found {
    /// Exactly so many.
    Exact(BigUint),
    /// So many of those that were built.
    Built { looked_at: u64, feasible: u64 },
    /// Between two numbers.
    Between(Estimate),
}

/// Certain bounds, and a sample of candidates: the feasible architectures and more.
struct Estimate {
    least: BigUint,
    most: BigUint,
    candidates: BigUint,
    hits: u64,
    draws: u64,
}

/// The failure of a space whose decisions depend on each other too much.
pub(super) fn too_entangled(space: &str, _: TooEntangled) -> Failure {
    Failure::refused(format!("the architectures of `{space}` cannot be counted: its decisions are too entangled"))
        .code(&codes::TOO_ENTANGLED)
        .help("`nas explain N0411` says what to do")
}

/// The failure of a space whose networks are too many to tell apart.
fn not_told_apart(space: &str, reason: &Infeasible) -> Failure {
    match reason {
        Infeasible::TooEntangled => too_entangled(space, TooEntangled),
        Infeasible::Tied => {
            Failure::refused(format!("the different networks of `{space}` cannot be counted: {reason}"))
                .help("without `--unique`, architectures are counted")
        }
        Infeasible::TooMany { .. } => {
            Failure::refused(format!("the different networks of `{space}` cannot be counted: {reason}"))
                .help("`--limit` says how many architectures are built at most")
        }
    }
}

fn describe_unique(unique: &Unique) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Right), ("", Side::Left)]);
    let (digits, about) = exact(&unique.count);
    let how = match unique.method {
        Method::Segments { looked_at } => format!("from {} of its parts", counted(looked_at as usize, "architecture")),
        Method::Architectures { looked_at } => format!("{} built", counted(looked_at as usize, "architecture")),
    };
    table.row(["different networks".to_owned(), digits, paint(DIM, format_args!("{}: {how}", join("exact", &about)))]);
    table.render(2)
}

/// The digits of a number, and beyond many of them also its magnitude.
fn exact(number: &BigUint) -> (String, String) {
    let digits = grouped(number);
    let short = magnitude(number);
    if short == digits { (digits, String::new()) } else { (digits, format!("≈ {short}")) }
}

fn describe(population: &Population, found: Option<&Found>, is_free: bool) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Right), ("", Side::Left)]);
    let mut row = |name: &str, number: &BigUint| {
        let (digits, about) = exact(number);
        table.row([name.to_owned(), digits, paint(DIM, join("exact", &about))]);
    };
    row("without constraints", &population.all);
    if !is_free && (found.is_none() || population.allowed != population.all) {
        let name = if found.is_some() { "with those over decisions" } else { "with constraints" };
        row(name, &population.allowed);
    }
    match found {
        Some(Found::Exact(count)) => row("with all constraints", count),
        Some(Found::Built { looked_at, feasible }) => table.row([
            "with all constraints".to_owned(),
            grouped(feasible),
            paint(DIM, format_args!("exact: {} built", counted(*looked_at as usize, "architecture"))),
        ]),
        Some(Found::Between(estimate)) => {
            return format!("{}{}{}", table.render(2), estimated(estimate), within_reach(population));
        }
        None => {}
    }
    table.render(2)
}

fn join(word: &str, more: &str) -> String {
    if more.is_empty() { word.to_owned() } else { format!("{word}, {more}") }
}

fn estimated(estimate: &Estimate) -> String {
    let Estimate { hits, draws, .. } = estimate;
    let (low, high) = clopper_pearson(*hits, *draws);
    // What is certain narrows what the sample says.
    let about = |share: f64| {
        let about = share_of(&estimate.candidates, share);
        number::estimate(&about.max(estimate.least.clone()).min(estimate.most.clone()))
    };
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left), ("", Side::Left)]);
    let dim = |it: &str| paint(DIM, it);
    let bounds = format!("{} to {}", magnitude(&estimate.least), magnitude(&estimate.most));
    table.row(["with all constraints".to_owned(), bounds, dim("certain")]);
    let drawn = format!("{} of {} candidates meet them", grouped(hits), grouped(draws));
    let share = *hits as f64 / *draws as f64;
    table.row([String::new(), format!("about {}", about(share)), dim(&format!("estimate: {drawn}"))]);
    let interval = format!("{} to {}", about(low), about(high));
    table.row([String::new(), interval, dim("its 95 % interval (Clopper-Pearson)")]);
    table.render(2)
}

/// Says how to count architectures exactly that are not too many to build.
fn within_reach(population: &Population) -> String {
    if population.allowed > BUILDABLE.into() {
        return String::new();
    }
    let how = format!("`--limit {}` builds every architecture, for an exact count", population.allowed);
    format!("  {}\n", paint(DIM, how))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(population: &Population, found: Option<&Found>, is_free: bool) -> String {
        anstream::adapter::strip_str(&describe(population, found, is_free)).to_string()
    }

    #[test]
    fn an_exact_count_says_so() {
        let population = Population { all: 15_625_u32.into(), allowed: 15_000_u32.into(), constrains_cost: false };
        insta::assert_snapshot!(described(&population, None, false));
    }

    #[test]
    fn different_networks_stand_below() {
        let unique = Unique { count: 5_650_u32.into(), method: Method::Architectures { looked_at: 15_625 } };
        let text = anstream::adapter::strip_str(&describe_unique(&unique)).to_string();
        assert_eq!(text, "  different networks  5,650  exact: 15,625 architectures built\n");
    }

    #[test]
    fn an_estimate_is_told_from_what_is_certain() {
        let all = BigUint::from(10_u32).pow(20);
        let (least, most) = (BigUint::from(10_u32).pow(15), BigUint::from(10_u32).pow(16));
        let population = Population { all: all.clone(), allowed: all, constrains_cost: true };
        let found = Found::Between(Estimate { least, candidates: most.clone(), most, hits: 250, draws: 1_000 });
        insta::assert_snapshot!(described(&population, Some(&found), false));
    }
}
