//! `nas cost`

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use indicatif::ProgressBar;
use nas_compiler::{
    cost::{cost, cost_of},
    diagram::TooEntangled,
    extreme::{End, Extreme},
    feasible::{Feasible, STATES},
    ir::{Assignment, Built, CostKind, Network, Space, spec::Program},
    number::{amount, bytes},
    relax::Obstacle,
    sample::Uniform,
    training::{NoSupernet, NoneAlternative, Regime, Trained, supernet, training_memory},
};
use nas_grammar::codes;

use super::{count::too_entangled, sample::draw};
use crate::{
    exit::Exit,
    failure::Failure,
    number::{counted, grouped},
    outline,
    paint::{BOLD, DIM, paint},
    progress,
    regime::{self, Recipe, searched},
    selection::Selection,
    survey::{Coverage, Effort, Spread, Survey, network, survey},
    table::{Side, Table},
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas cost tiny.nas                             The range over the space
  nas cost tiny.nas --first --detail            Operation by operation
  nas cost tiny.nas --sample 5 --seed 1         Five architectures
  nas cost tiny.nas --architecture best.ron     One that a search found
  nas cost cell.nas --supernet                  All alternatives at once

params    trainable scalars
macs      multiply-accumulates of convolutions, linear layers and attention for one input
flops     2 × macs
memory    peak bytes of activations alive together for one input
depth     longest path in operations with parameters
training  bytes that training takes at least: parameters, gradients, what the optimiser keeps, and
          the activations of a batch";

/// Shows what architectures cost.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Cost {
    #[command(flatten)]
    selection: Selection,
    /// This architecture.
    #[arg(long, value_name = "ARCH.ron", group = "which")]
    architecture: Option<PathBuf>,
    /// The first architecture of the space.
    #[arg(long, group = "which")]
    first: bool,
    /// So many architectures at random.
    #[arg(long, value_name = "N", group = "which")]
    sample: Option<usize>,
    /// The seed of the sample.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Count what is left once dead operations are removed and identities contracted.
    #[arg(long)]
    simplified: bool,
    /// The recipe whose batch and optimiser count for `training`; the only one of the file where it is not given.
    #[arg(long, value_name = "NAME")]
    recipe: Option<String>,
    /// The supernet of a differentiable search: all alternatives at once.
    #[arg(long, conflicts_with_all = ["which", "simplified", "recipe"])]
    supernet: bool,
    /// Show every operation.
    #[arg(long, requires = "which")]
    detail: bool,
}

impl Cost {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = self.selection.open(terminal)?;
        let space = self.selection.space_of(&project, self.architecture.as_deref())?;
        let program = &project.compilation.program;
        if self.supernet {
            return supernet_of(program, space, terminal);
        }
        let recipe = Recipe::of(program, self.recipe.as_deref())?;
        let assignments = match (&self.architecture, self.sample) {
            (Some(path), _) => vec![project.architecture(space, path)?],
            (None, Some(count)) => draw(space, Uniform::ByArchitecture, self.seed, count)?,
            (None, None) if self.first => vec![first(space)?],
            (None, None) => return self.range(space, &recipe, terminal),
        };
        let networks: Vec<Network> = assignments.iter().map(|it| network(space, it, self.built())).collect();
        let head = paint(BOLD, format_args!("space {}", space.name));
        terminal.print(&format!("{head}{}\n", self.note()))?;
        if self.detail {
            for network in &networks {
                terminal.print(&format!("\n{}", outline::network(network)))?;
            }
            terminal.print("\n")?;
        }
        terminal.print(&table(&networks, recipe.regime))?;
        terminal.note(&paint(DIM, training_note(&recipe)))?;
        Ok(Exit::Success)
    }

    fn built(&self) -> Built {
        if self.simplified { Built::Simplified } else { Built::AsBuilt }
    }

    fn note(&self) -> String {
        if self.simplified { paint(DIM, "  simplified") } else { String::new() }
    }

    fn range(&self, space: &Space, recipe: &Recipe, terminal: &mut Terminal) -> Result<Exit> {
        let effort = Effort { seed: self.seed, ..Effort::QUICK };
        let bar = progress::bar(terminal, 0, "building architectures");
        let survey = survey(space, effort, &bar).map_err(|it| too_entangled(&space.name, it))?;
        if survey.feasible.is_empty() {
            return Err(infeasible(space, survey.looked_at).into());
        }
        let columns = [("", Side::Left), ("least", Side::Right), ("median", Side::Right), ("greatest", Side::Right)];
        let mut table = Table::new(&columns);
        let certain = if survey.coverage == Coverage::Every || self.simplified {
            BTreeMap::new()
        } else {
            certain(space, &progress::bar(terminal, 0, "finding the least and the greatest"))
        };
        let networks: Vec<Network> = survey.feasible.iter().map(|it| network(space, it, self.built())).collect();
        for kind in CostKind::ALL {
            if let Some(Spread { least, median, greatest }) =
                Spread::of(networks.iter().map(|it| cost(it, kind)).collect())
            {
                let ends = certain.get(&kind).copied().unwrap_or([Certain::Nothing; 2]);
                let (least, greatest) = (ends[0].least(kind, least), ends[1].greatest(kind, greatest));
                table.row([kind.name().to_owned(), least, amount(kind, median), greatest]);
            }
        }
        let training = networks.iter().map(|it| training_memory(it, recipe.regime));
        if let Some(Spread { least, median, greatest }) = Spread::of(training.collect()) {
            table.row(["training".to_owned(), bytes(least), bytes(median), bytes(greatest)]);
        }
        let head = paint(BOLD, format_args!("space {}", space.name));
        let from = paint(DIM, from(&survey, &certain));
        terminal.print(&format!("{head}{}\n{}  {from}\n", self.note(), table.render(2)))?;
        terminal.note(&paint(DIM, training_note(recipe)))?;
        Ok(Exit::Success)
    }
}

/// What is certain of the least and the greatest amount of each cost.
fn certain(space: &Space, progress: &ProgressBar) -> BTreeMap<CostKind, [Certain; 2]> {
    const APART: [&[CostKind]; 3] = [&CostKind::SUMS, &[CostKind::Memory], &[CostKind::Depth]];
    progress.set_length(APART.iter().map(|it| 2 * it.len() as u64).sum());
    let of = |kinds: &[CostKind]| {
        let feasible = Feasible::new(space, kinds, STATES).ok()?;
        let ends = |kind: &CostKind| {
            let end = |end| {
                let certain = Certain::of(space, &feasible, (*kind, end));
                progress.inc(1);
                certain
            };
            (*kind, [End::Least, End::Greatest].map(end))
        };
        Some(kinds.iter().map(ends).collect::<Vec<_>>())
    };
    let mut certain: BTreeMap<CostKind, [Certain; 2]> = std::thread::scope(|scope| {
        let threads = APART.map(|kinds| scope.spawn(move || of(kinds)));
        let found = threads.map(|it| it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        found.into_iter().flatten().flatten().collect()
    });
    progress.finish_and_clear();
    if let Some(macs) = certain.get(&CostKind::Macs).copied() {
        certain.insert(CostKind::Flops, macs.map(Certain::twice));
    }
    certain
}

/// What is certain of an end of a cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certain {
    /// It is this.
    Exact(u64),
    /// It lies no further than this.
    Within(u64),
    Nothing,
}

impl Certain {
    fn of(space: &Space, feasible: &Feasible<'_>, (kind, end): (CostKind, End)) -> Self {
        match feasible.extreme(kind, end) {
            Extreme::Of(path) => Self::Exact(cost_of(space, &path.assignment, kind)),
            Extreme::Within(bound) => Self::Within(bound),
            Extreme::None => Self::Nothing,
        }
    }

    fn twice(self) -> Self {
        match self {
            Self::Exact(it) => Self::Exact(2 * it),
            Self::Within(it) => Self::Within(2 * it),
            Self::Nothing => Self::Nothing,
        }
    }

    /// Writes the least, given the least of a sample.
    fn least(self, kind: CostKind, seen: u64) -> String {
        match self {
            Self::Exact(it) => amount(kind, it),
            Self::Within(bound) if bound < seen => format!("{} … {}", grouped(bound), amount(kind, seen)),
            _ => amount(kind, seen),
        }
    }

    /// Writes the greatest, given the greatest of a sample.
    fn greatest(self, kind: CostKind, seen: u64) -> String {
        match self {
            Self::Exact(it) => amount(kind, it),
            Self::Within(bound) if bound > seen => format!("{} … {}", grouped(seen), amount(kind, bound)),
            _ => amount(kind, seen),
        }
    }
}

/// Says where the numbers of a range are from.
fn from(survey: &Survey, certain: &BTreeMap<CostKind, [Certain; 2]>) -> String {
    let seen = counted(survey.feasible.len(), "architecture");
    if survey.coverage == Coverage::Every {
        return format!("exact: all {seen} of the space");
    }
    let names = |end: usize| -> Vec<&str> {
        certain.iter().filter(|it| matches!(it.1[end], Certain::Exact(_))).map(|it| it.0.name()).collect()
    };
    let exact = match (names(0), names(1)) {
        (least, greatest) if least.is_empty() && greatest.is_empty() => String::new(),
        (least, greatest) if least == greatest => format!("exact: least and greatest {}; ", least.join(", ")),
        (least, greatest) if greatest.is_empty() => format!("exact: least {}; ", least.join(", ")),
        (least, greatest) if least.is_empty() => format!("exact: greatest {}; ", greatest.join(", ")),
        (least, greatest) => {
            format!("exact: least {} and greatest {}; ", least.join(", "), greatest.join(", "))
        }
    };
    let between = |it: &Certain| matches!(it, Certain::Within(_));
    let bounded = if certain.values().flatten().any(between) {
        "; … stands between what is certain not to be passed and what was drawn"
    } else {
        ""
    };
    let rest = if exact.is_empty() { "in" } else { "the rest is from" };
    format!("{exact}{rest} a sample of {seen}, there may be smaller and greater ones{bounded}")
}

fn training_note(recipe: &Recipe) -> String {
    format!("  training: {}", recipe.describe())
}

/// Shows the supernet of a space, as its search trains it, or as one with the defaults of `darts` would.
fn supernet_of(program: &Program, space: &Space, terminal: &mut Terminal) -> Result<Exit> {
    let searched = searched(program, &space.name);
    let found = searched.is_some();
    let Trained { supernet, regime } = match searched {
        Some(trained) => trained,
        None => Trained {
            supernet: supernet(space, NoneAlternative::Picked).map_err(|it| no_supernet(space, it))?,
            regime: Regime::default(),
        },
    };
    let by = if found { "as its search trains it" } else { "as `darts()` would train it" };
    let head = paint(BOLD, format_args!("supernet of {}", space.name));
    let note = paint(DIM, format_args!("{by}, with a batch of {}", regime.batch));
    terminal.print(&format!("{head}  {note}\n{}", regime::supernet(&supernet, regime)))?;
    Ok(Exit::Success)
}

fn no_supernet(space: &Space, why: NoSupernet) -> Failure {
    match why {
        NoSupernet::TooEntangled => too_entangled(&space.name, TooEntangled),
        NoSupernet::Obstacle(Obstacle { decision, why, .. }) => {
            let (name, path) = (&space.name, &space.decision(decision).path);
            Failure::refused(format!("`{name}` has no supernet: `{path}` cannot be relaxed, since {why}"))
                .code(&codes::NOT_RELAXABLE)
        }
    }
}

fn infeasible(space: &Space, looked_at: u64) -> Failure {
    let seen = grouped(looked_at);
    Failure::refused(format!("none of {seen} architectures of `{}` meets the constraints over costs", space.name))
        .help("`nas count` estimates how rare they are")
}

/// Numbers that are tried in search of an architecture that meets the constraints over costs.
const TRIED: u32 = 100_000;

/// The first architecture that meets every constraint.
fn first(space: &Space) -> Result<Assignment> {
    let feasible = Feasible::new(space, &[], STATES).map_err(|it| too_entangled(&space.name, it))?;
    let candidates = (0..TRIED).map_while(|number| feasible.candidate(number.into()));
    let mut feasible = candidates.filter(|it| it.1).map(|it| it.0.assignment);
    Ok(feasible.next().ok_or_else(|| infeasible(space, u64::from(TRIED)))?)
}

fn table(networks: &[Network], regime: Regime) -> String {
    let mut columns = vec![("", Side::Right)];
    columns.extend(CostKind::ALL.map(|it| (it.name(), Side::Right)));
    columns.push(("training", Side::Right));
    let mut table = Table::new(&columns);
    for (at, network) in networks.iter().enumerate() {
        let label = if networks.len() == 1 { String::new() } else { (at + 1).to_string() };
        let costs = CostKind::ALL.map(|it| amount(it, cost(network, it)));
        let training = bytes(training_memory(network, regime));
        table.row([label].into_iter().chain(costs).chain([training]));
    }
    table.render(0)
}

#[cfg(test)]
mod tests {
    use nas_compiler::cost::is_feasible;

    use super::*;
    use crate::example;

    #[test]
    fn the_first_architecture_meets_the_constraints() {
        let space = example::space();
        let first = first(&space).unwrap();
        assert!(is_feasible(&space, &first));
        let text = anstream::adapter::strip_str(&table(&[network(&space, &first, Built::AsBuilt)], Regime::default()))
            .to_string();
        // conv: 9 * 8 parameters and 16 times as many macs; linear: 80 of each; 4 x 4 x 8 floats twice.
        // Three numbers for each parameter; 16 + 128 + 128 + 8 + 10 elements for each of 64 inputs.
        let expected = "  params   macs  flops   memory  depth  training\n\
            \x20    152  1,232  2,464  1,024 B      2   76.1 KB\n";
        assert_eq!(text, expected);
    }
}
