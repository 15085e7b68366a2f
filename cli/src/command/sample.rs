//! `nas sample`

use anyhow::Result;
use nas_compiler::{
    cost::cost_of,
    extreme::{End, Extreme},
    feasible::{Feasible, STATES},
    ir::{Architecture, Assignment, CostKind, Space},
    number::amount,
    point::{describe, render},
    sample::{SampleError, Sampler, Uniform},
};
use nas_grammar::codes;
use num_traits::Zero as _;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};
use ron::ser::PrettyConfig;

use super::ir::Form;
use crate::{
    exit::Exit,
    failure::Failure,
    paint::{BOLD, CODE, DIM, paint},
    selection::Selection,
    table::{Side, Table},
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas sample tiny.nas -n 3
  nas sample tiny.nas --seed 7 --format ron > a.ron
  nas sample tiny.nas -n 100 --format json    One object per line
  nas sample tiny.nas --min macs              One of those that cost the least

With one seed the same architectures come again.";

/// Draws architectures at random.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Sample {
    #[command(flatten)]
    selection: Selection,
    /// One of the least of all feasible architectures by a cost, instead of random ones.
    #[arg(long, value_name = "COST", value_parser = kind, conflicts_with_all = ["max", "number", "seed", "by"])]
    min: Option<CostKind>,
    /// One of the greatest of all feasible architectures by a cost.
    #[arg(long, value_name = "COST", value_parser = kind, conflicts_with_all = ["number", "seed", "by"])]
    max: Option<CostKind>,
    /// How many.
    #[arg(short, value_name = "N", default_value_t = 1, allow_negative_numbers = true)]
    number: usize,
    /// Where all randomness comes from.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// What is uniform.
    #[arg(long, value_enum, default_value_t)]
    by: By,
    /// How they are written.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

/// What is uniform about a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum By {
    /// Every architecture is equally likely.
    #[default]
    Architecture,
    /// Every decision takes each value equally often, as in the literature's random search.
    Decision,
}

impl Sample {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = self.selection.open(terminal)?;
        let space = self.selection.space(&project)?;
        if let Some(kind) = self.min {
            return self.extreme(space, (End::Least, kind), terminal);
        }
        if let Some(kind) = self.max {
            return self.extreme(space, (End::Greatest, kind), terminal);
        }
        let uniform = match self.by {
            By::Architecture => Uniform::ByArchitecture,
            By::Decision => Uniform::ByDecision,
        };
        let drawn = draw(space, uniform, self.seed, self.number)?;
        let drawn: Vec<Architecture> = drawn.iter().map(|it| describe(space, it)).collect();
        terminal.print(&write(self.format, &drawn)?)?;
        Ok(Exit::Success)
    }

    fn extreme(&self, space: &Space, (end, kind): (End, CostKind), terminal: &mut Terminal) -> Result<Exit> {
        let found = extreme(space, end, kind)?;
        terminal.print(&write(self.format, &[describe(space, &found)])?)?;
        let cost = amount(kind, cost_of(space, &found, kind));
        let name = kind.name();
        terminal.note(&paint(DIM, format_args!("\n{name} {cost}: no feasible architecture has {}", beyond(end))))?;
        Ok(Exit::Success)
    }
}

fn name(end: End) -> &'static str {
    match end {
        End::Least => "least",
        End::Greatest => "greatest",
    }
}

fn beyond(end: End) -> &'static str {
    match end {
        End::Least => "less",
        End::Greatest => "more",
    }
}

/// Reads the name of a cost.
fn kind(text: &str) -> Result<CostKind, String> {
    let names = CostKind::ALL.map(CostKind::name).join(", ");
    CostKind::ALL.into_iter().find(|it| it.name() == text).ok_or_else(|| format!("it should be one of {names}"))
}

/// Finds an architecture at an end of what all feasible ones cost.
fn extreme(space: &Space, end: End, kind: CostKind) -> Result<Assignment> {
    let feasible = Feasible::new(space, &[kind], STATES).map_err(|it| super::count::too_entangled(&space.name, it))?;
    if feasible.candidates().is_zero() {
        return Err(failure(space, SampleError::Empty).into());
    }
    match feasible.extreme(kind, end) {
        Extreme::Of(path) => Ok(path.assignment),
        Extreme::Within(bound) => Err(unproven(space, (end, kind), bound).into()),
        Extreme::None => Err(failure(space, SampleError::Rare).into()),
    }
}

fn unproven(space: &Space, (end, kind): (End, CostKind), bound: u64) -> Failure {
    let (bound, beyond) = (amount(kind, bound), beyond(end));
    Failure::refused(format!(
        "the {} {} of `{}` cannot be proven: it depends on the decisions in too many ways",
        name(end),
        kind.name(),
        space.name
    ))
    .help(format!(
        "none has {beyond} than {bound}; `nas cost` shows a sample, and `nas sample -n 1000` draws architectures"
    ))
}

/// Draws architectures of a space.
pub(super) fn draw(space: &Space, uniform: Uniform, seed: u64, number: usize) -> Result<Vec<Assignment>> {
    let failure = |it| failure(space, it);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut sampler = Sampler::new(space, uniform).map_err(failure)?;
    let mut drawn = vec![];
    for _ in 0..number {
        drawn.push(sampler.sample(&mut rng).map_err(failure)?);
    }
    Ok(drawn)
}

fn failure(space: &Space, error: SampleError) -> Failure {
    let name = &space.name;
    match error {
        SampleError::Empty => {
            Failure::refused(format!("no architecture of `{name}` meets its constraints")).code(&codes::UNSATISFIABLE)
        }
        SampleError::Rare => {
            Failure::refused(format!("none of 100,000 draws from `{name}` meets its constraints over costs"))
                .help("loosen the tightest `require`; `nas cost` shows what architectures cost")
        }
        SampleError::TooEntangled => super::count::too_entangled(name, nas_compiler::diagram::TooEntangled),
    }
}

fn write(form: Form, drawn: &[Architecture]) -> Result<String> {
    Ok(match (form, drawn) {
        (Form::Text, _) => drawn.iter().enumerate().map(|it| text(it, drawn.len())).collect(),
        (Form::Ron, [only]) => ron::ser::to_string_pretty(only, PrettyConfig::new())? + "\n",
        (Form::Ron, _) => ron::ser::to_string_pretty(drawn, PrettyConfig::new())? + "\n",
        (Form::Json, _) => {
            let lines: Result<Vec<String>, _> = drawn.iter().map(serde_json::to_string).collect();
            lines?.into_iter().map(|it| it + "\n").collect()
        }
    })
}

fn text((at, architecture): (usize, &Architecture), of: usize) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left)]);
    for (path, choice) in &architecture.choices {
        table.row([paint(CODE, path), render(choice)]);
    }
    let head = if of == 1 { architecture.space.clone() } else { format!("{} {}", architecture.space, at + 1) };
    let gap = if at == 0 { "" } else { "\n" };
    format!("{gap}{}\n{}", paint(BOLD, head), table.render(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    fn drawn(seed: u64) -> Vec<Assignment> {
        draw(&example::space(), Uniform::ByArchitecture, seed, 20).unwrap()
    }

    #[test]
    fn a_seed_gives_the_same_architectures_again() {
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }

    #[test]
    fn what_is_written_as_ron_can_be_read() {
        let space = example::space();
        let architecture = describe(&space, &drawn(1)[0]);
        let text = write(Form::Ron, std::slice::from_ref(&architecture)).unwrap();
        assert_eq!(ron::from_str::<Architecture>(&text).unwrap(), architecture);
    }

    #[test]
    fn the_extremes_are_those_of_the_feasible_architectures() {
        let space = example::space();
        let ends =
            |kind| [End::Least, End::Greatest].map(|end| cost_of(&space, &extreme(&space, end, kind).unwrap(), kind));
        // `width` 16 is not allowed; the activation has no parameters.
        assert_eq!(ends(CostKind::Params), [152, 152]);
        assert_eq!(ends(CostKind::Memory), [1_024, 1_024]);
        assert_eq!(ends(CostKind::Depth), [2, 2]);
    }

    #[test]
    fn several_are_told_apart() {
        let space = example::space();
        let each: Vec<Architecture> = drawn(1).iter().take(2).map(|it| describe(&space, it)).collect();
        insta::assert_snapshot!(anstream::adapter::strip_str(&write(Form::Text, &each).unwrap()).to_string());
    }
}
