//! `nas cost`

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use nas_compiler::{
    cost::{cost, cost_of},
    feasible::{Feasible, STATES},
    ir::{Assignment, Built, CostKind, Network, Space},
    sample::Uniform,
};

use super::{count::too_entangled, sample::draw};
use crate::{
    exit::Exit,
    failure::Failure,
    number::{counted, grouped},
    outline,
    paint::{BOLD, DIM, paint},
    progress,
    selection::Selection,
    survey::{Coverage, Effort, Spread, Survey, costs, network, survey},
    table::{Side, Table},
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas cost tiny.nas                             The range over the space
  nas cost tiny.nas --first --detail            Operation by operation
  nas cost tiny.nas --sample 5 --seed 1         Five architectures
  nas cost tiny.nas --architecture best.ron     One that a search found

params   trainable scalars
macs     multiply-accumulates of convolutions, linear layers and attention for one input
flops    2 × macs
memory   peak bytes of activations alive together for one input
depth    longest path in operations with parameters";

/// Shows what architectures cost.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
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
    /// Show every operation.
    #[arg(long, requires = "which")]
    detail: bool,
}

impl Cost {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = self.selection.open(terminal)?;
        let space = self.selection.space(&project)?;
        let assignments = match (&self.architecture, self.sample) {
            (Some(path), _) => vec![project.architecture(space, path)?],
            (None, Some(count)) => draw(space, Uniform::ByArchitecture, self.seed, count)?,
            (None, None) if self.first => vec![first(space)?],
            (None, None) => return self.range(space, terminal),
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
        terminal.print(&table(&networks))?;
        Ok(Exit::Success)
    }

    fn built(&self) -> Built {
        if self.simplified { Built::Simplified } else { Built::AsBuilt }
    }

    fn note(&self) -> String {
        if self.simplified { paint(DIM, "  simplified") } else { String::new() }
    }

    fn range(&self, space: &Space, terminal: &mut Terminal) -> Result<Exit> {
        let effort = Effort { seed: self.seed, ..Effort::QUICK };
        let bar = progress::bar(terminal, 0, "building architectures");
        let survey = survey(space, effort, &bar).map_err(|it| too_entangled(&space.name, it))?;
        if survey.feasible.is_empty() {
            return Err(infeasible(space, survey.looked_at).into());
        }
        let columns = [("", Side::Left), ("least", Side::Right), ("median", Side::Right), ("greatest", Side::Right)];
        let mut table = Table::new(&columns);
        let certain = self.certain(space, &survey);
        for (kind, values) in costs(space, &survey.feasible, self.built()) {
            if let Some(Spread { least, median, greatest }) = Spread::of(values) {
                let [certain_least, certain_greatest] = certain.get(&kind).copied().unwrap_or_default();
                let (least, greatest) = (certain_least.unwrap_or(least), certain_greatest.unwrap_or(greatest));
                let name = kind.name().to_owned();
                table.row([name, amount(kind, least), amount(kind, median), amount(kind, greatest)]);
            }
        }
        let head = paint(BOLD, format_args!("space {}", space.name));
        let from = paint(DIM, from(&survey, &certain));
        terminal.print(&format!("{head}{}\n{}  {from}\n", self.note(), table.render(2)))?;
        Ok(Exit::Success)
    }

    /// The least and the greatest amount of each cost that paths tell exactly, where only a sample was built.
    fn certain(&self, space: &Space, survey: &Survey) -> BTreeMap<CostKind, [Option<u64>; 2]> {
        let mut certain = BTreeMap::new();
        if survey.coverage == Coverage::Every || self.simplified {
            return certain;
        }
        let Ok(feasible) = Feasible::new(space, &CostKind::SUMS, STATES) else { return certain };
        for kind in CostKind::SUMS {
            let ends = [feasible.least(kind), feasible.greatest(kind)];
            certain.insert(kind, ends.map(|it| it.map(|it| cost_of(space, &it.assignment, kind))));
        }
        let macs = certain.get(&CostKind::Macs).copied().unwrap_or_default();
        certain.insert(CostKind::Flops, macs.map(|it| it.map(|it| 2 * it)));
        certain.retain(|_, it| it.iter().any(Option::is_some));
        certain
    }
}

fn from(survey: &Survey, certain: &BTreeMap<CostKind, [Option<u64>; 2]>) -> String {
    let seen = counted(survey.feasible.len(), "architecture");
    let names =
        |end: usize| -> Vec<&str> { certain.iter().filter(|it| it.1[end].is_some()).map(|it| it.0.name()).collect() };
    let exact = match (names(0), names(1)) {
        (least, greatest) if least == greatest => format!("least and greatest {}", least.join(", ")),
        (least, greatest) if greatest.is_empty() => format!("least {}", least.join(", ")),
        (least, greatest) if least.is_empty() => format!("greatest {}", greatest.join(", ")),
        (least, greatest) => format!("least {} and greatest {}", least.join(", "), greatest.join(", ")),
    };
    match survey.coverage {
        Coverage::Every => format!("exact: all {seen} of the space"),
        Coverage::Sample if certain.is_empty() => {
            format!("in a sample of {seen}; there may be smaller and greater ones")
        }
        Coverage::Sample => {
            format!("exact: {exact}; the rest is from a sample of {seen}, there may be smaller and greater ones")
        }
    }
}

/// Writes an amount with its unit.
fn amount(kind: CostKind, value: u64) -> String {
    if kind == CostKind::Memory { format!("{} B", grouped(value)) } else { grouped(value) }
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

fn table(networks: &[Network]) -> String {
    let mut columns = vec![("", Side::Right)];
    columns.extend(CostKind::ALL.map(|it| (it.name(), Side::Right)));
    let mut table = Table::new(&columns);
    for (at, network) in networks.iter().enumerate() {
        let label = if networks.len() == 1 { String::new() } else { (at + 1).to_string() };
        let costs = CostKind::ALL.map(|it| amount(it, cost(network, it)));
        table.row([label].into_iter().chain(costs));
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
        let text = anstream::adapter::strip_str(&table(&[network(&space, &first, Built::AsBuilt)])).to_string();
        // conv: 9 * 8 parameters and 16 times as many macs; linear: 80 of each; 4 x 4 x 8 floats twice.
        let expected = "  params   macs  flops   memory  depth\n     152  1,232  2,464  1,024 B      2\n";
        assert_eq!(text, expected);
    }
}
