//! `nas draw`

use std::path::PathBuf;

use anyhow::Result;
use nas_compiler::{
    instantiate::instantiate,
    ir::{Assignment, Space},
    sample::Uniform,
    simplify::simplify,
};
use nas_drawing::{Form, Graph, Options, dot, svg};

use super::sample::draw;
use crate::{exit::Exit, failure::Failure, selection::Selection, terminal::Terminal};

const EXAMPLES: &str = "\
Examples:
  nas draw tiny.nas -o tiny.svg
  nas draw std::nasbench201 --cell cell -o cell.svg     One cell
  nas draw tiny.nas --sample --seed 7 -o a.svg          One architecture
  nas draw std::vit --block encoder --shapes --costs    What goes through, and what it costs
  nas draw std::vit --space ViT --format dot            For Graphviz";

/// Draws a space, an architecture, or a part of either.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Draw {
    #[command(flatten)]
    selection: Selection,
    /// Draw only this cell or block, by its name or its path.
    #[arg(long, visible_alias = "block", value_name = "NAME")]
    cell: Option<String>,
    /// Draw this architecture.
    #[arg(long, value_name = "ARCH.ron", group = "which")]
    architecture: Option<PathBuf>,
    /// Draw an architecture at random.
    #[arg(long, group = "which")]
    sample: bool,
    /// The seed of the sample.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Draw what is left once dead operations are removed and identities contracted.
    #[arg(long, requires = "which")]
    simplified: bool,
    /// How many levels of scopes are open; as many as can be read unless given.
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
    /// Draw boxes also where nodes with operations on their edges would fit.
    #[arg(long)]
    boxes: bool,
    /// Show the shapes of values.
    #[arg(long)]
    shapes: bool,
    /// Show parameters and multiply-accumulates.
    #[arg(long)]
    costs: bool,
    /// How it is written.
    #[arg(long, value_enum, default_value_t)]
    format: Picture,
    /// The file to write; standard output unless given.
    #[arg(short, long = "out", value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Picture {
    /// For papers and pages.
    #[default]
    Svg,
    /// For Graphviz.
    Dot,
}

impl Draw {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = self.selection.open(terminal)?;
        let space = self.selection.space(&project)?;
        let assignment = match &self.architecture {
            Some(path) => Some(project.architecture(space, path)?),
            None if self.sample => draw(space, Uniform::ByArchitecture, self.seed, 1)?.pop(),
            None => None,
        };
        let graph = self.part(self.graph(space, assignment.as_ref()))?;
        let options = self.options();
        let text = match self.format {
            Picture::Svg => svg(&graph, &options),
            Picture::Dot => dot(&graph, &options),
        };
        match &self.out {
            Some(path) => std::fs::write(path, text)
                .map_err(|error| Failure::failed(format!("{} cannot be written: {error}", path.display())))?,
            None => terminal.print(&text)?,
        }
        Ok(Exit::Success)
    }

    fn options(&self) -> Options {
        let form = if self.boxes { Form::Boxes } else { Form::Fitting };
        Options { depth: self.depth, form, shapes: self.shapes, costs: self.costs }
    }

    fn graph(&self, space: &Space, assignment: Option<&Assignment>) -> Graph {
        let Some(assignment) = assignment else { return Graph::of_space(space) };
        let network = instantiate(space, assignment);
        Graph::of_network(space, &if self.simplified { simplify(&network) } else { network })
    }

    fn part(&self, graph: Graph) -> Result<Graph> {
        let Some(name) = &self.cell else { return Ok(graph) };
        let missing = || {
            let failure = Failure::refused(format!("`{}` has no cell or block `{name}`", graph.title));
            failure.suggest(name, graph.part_names())
        };
        Ok(graph.part(name).ok_or_else(missing)?)
    }
}
