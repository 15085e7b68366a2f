//! `nas count`

use anyhow::Result;
use nas_compiler::diagram::TooEntangled;
use nas_grammar::codes;

use crate::{
    estimate::clopper_pearson,
    exit::Exit,
    failure::Failure,
    number::{counted, estimate, grouped, magnitude, percent, real},
    paint::{BOLD, DIM, paint},
    progress,
    selection::Selection,
    survey::{Coverage, Effort, Population, Survey, population, survey},
    table::{Side, Table},
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas count tiny.nas
  nas count std::darts --set layers=20
  nas count big.nas --samples 10000     A closer estimate

Constraints over decisions are counted exactly, however large the space is. For constraints over
costs (`require params <= 1M`) every architecture is built, up to the limit; beyond it the share
that meets them is estimated from a sample.";

/// Counts the architectures of a space, without and with its constraints.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Count {
    #[command(flatten)]
    selection: Selection,
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
        let survey = if population.constrains_cost {
            let effort = Effort { every: self.limit, draws: self.samples, seed: self.seed };
            let bar = progress::bar(terminal, 0, "building architectures");
            Some(survey(space, effort, &bar).map_err(|it| too_entangled(&space.name, it))?)
        } else {
            None
        };
        let head = paint(BOLD, format_args!("space {}", space.name));
        let decisions = counted(space.decisions.len(), "decision");
        let constraints = counted(space.constraints.len(), "constraint");
        terminal.print(&format!("{head}  {decisions}, {constraints}\n"))?;
        terminal.print(&describe(&population, survey.as_ref(), space.constraints.is_empty()))?;
        Ok(Exit::Success)
    }
}

/// The failure of a space whose decisions depend on each other too much.
pub(super) fn too_entangled(space: &str, _: TooEntangled) -> Failure {
    Failure::refused(format!("the architectures of `{space}` cannot be counted: its decisions are too entangled"))
        .code(&codes::TOO_ENTANGLED)
        .help("`nas explain N0411` says what to do")
}

fn describe(population: &Population, survey: Option<&Survey>, is_free: bool) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Right), ("", Side::Left)]);
    let exact = |number: &num_bigint::BigUint| {
        let digits = grouped(number);
        let short = magnitude(number);
        // Beyond this many digits the magnitude stands beside the exact number.
        if short == digits { (digits, String::new()) } else { (digits, format!("≈ {short}")) }
    };
    let (all, about_all) = exact(&population.all);
    table.row(["without constraints".to_owned(), all, paint(DIM, join("exact", &about_all))]);
    if !is_free && (survey.is_none() || population.allowed != population.all) {
        let (allowed, about) = exact(&population.allowed);
        let name = if survey.is_some() { "with those over decisions" } else { "with constraints" };
        table.row([name.to_owned(), allowed, paint(DIM, join("exact", &about))]);
    }
    let mut text = String::new();
    if let Some(survey) = survey {
        match survey.coverage {
            Coverage::Every => table.row([
                "with all constraints".to_owned(),
                grouped(survey.feasible.len()),
                paint(DIM, format_args!("exact: {} built", counted(survey.looked_at as usize, "architecture"))),
            ]),
            Coverage::Sample => text = estimated(population, survey),
        }
    }
    format!("{}{text}", table.render(2))
}

fn join(word: &str, more: &str) -> String {
    if more.is_empty() { word.to_owned() } else { format!("{word}, {more}") }
}

fn estimated(population: &Population, survey: &Survey) -> String {
    let hits = survey.feasible.len() as u64;
    let mut distinct = survey.feasible.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let (low, high) = clopper_pearson(hits, survey.looked_at);
    let total = real(&population.allowed);
    let share = hits as f64 / survey.looked_at as f64;
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left), ("", Side::Left)]);
    let bounds = format!("{} to {}", grouped(distinct.len()), magnitude(&population.allowed));
    let dim = |it: &str| paint(DIM, it);
    table.row(["with all constraints".to_owned(), bounds, dim("certain: those seen, and those counted above")]);
    let about = format!("about {} ({})", estimate(total * share), percent(share));
    let drawn = format!("{} of {} sampled architectures", grouped(hits), grouped(survey.looked_at));
    table.row([String::new(), about, dim(&format!("estimate: {drawn}"))]);
    let least = estimate((total * low).max(distinct.len() as f64));
    let interval = format!("{least} to {} ({} to {})", estimate(total * high), percent(low), percent(high));
    table.row([String::new(), interval, dim("its 95 % interval (Clopper-Pearson)")]);
    table.render(2)
}

#[cfg(test)]
mod tests {
    use nas_compiler::ir::Assignment;

    use super::*;

    fn described(population: &Population, survey: Option<&Survey>, is_free: bool) -> String {
        anstream::adapter::strip_str(&describe(population, survey, is_free)).to_string()
    }

    #[test]
    fn an_exact_count_says_so() {
        let population = Population { all: 15_625_u32.into(), allowed: 15_000_u32.into(), constrains_cost: false };
        insta::assert_snapshot!(described(&population, None, false));
    }

    #[test]
    fn an_estimate_is_told_from_what_is_certain() {
        let all = num_bigint::BigUint::from(10_u32).pow(20);
        let population = Population { all: all.clone(), allowed: all, constrains_cost: true };
        let feasible = (0..250).map(|it| Assignment(vec![it])).collect();
        let survey = Survey { coverage: Coverage::Sample, looked_at: 1_000, feasible };
        insta::assert_snapshot!(described(&population, Some(&survey), false));
    }
}
