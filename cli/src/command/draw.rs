//! `nas draw`

use std::path::{Path, PathBuf};

use anyhow::Result;
use nas_compiler::{
    instantiate::instantiate,
    ir::{Assignment, Space},
    sample::Uniform,
    simplify::simplify,
};
use nas_drawing::{Form, Graph, Options, dot, graph::Op, svg};

use super::sample::draw;
use crate::{
    declared,
    exit::Exit,
    failure::{Failure, enumerate},
    project::Project,
    selection::Selection,
    terminal::Terminal,
};

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
    /// Draw only this cell or block: by the name of a use, its path, or the name that it is declared with.
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
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
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
    /// How it is written; as the file's ending says, or as SVG, unless given.
    #[arg(long, value_enum)]
    format: Option<Picture>,
    /// The file to write, `.svg`, or `.dot` or `.gv` for Graphviz; standard output unless given.
    #[arg(short, long = "out", value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Picture {
    /// For papers and pages.
    Svg,
    /// For Graphviz.
    Dot,
}

impl Picture {
    /// What the ending of a file asks for; nothing if it is neither's.
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "dot" | "gv" => Some(Self::Dot),
            _ => None,
        }
    }

    /// The word for it on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Dot => "dot",
        }
    }
}

/// How a picture is written that is asked for in a format, or into a file, or both.
fn picture(format: Option<Picture>, out: Option<&Path>) -> Result<Picture, Failure> {
    let Some(path) = out else { return Ok(format.unwrap_or(Picture::Svg)) };
    match (format, Picture::of(path)) {
        (Some(asked), Some(ending)) if asked != ending => Err(contradiction(asked, path)),
        (Some(asked), _) => Ok(asked),
        (None, Some(ending)) => Ok(ending),
        (None, None) if path.extension().is_none() => Ok(Picture::Svg),
        (None, None) => Err(unknown_ending(path)),
    }
}

fn contradiction(asked: Picture, path: &Path) -> Failure {
    let name = asked.name();
    let failure =
        Failure::usage(format!("`--format {name}` and the ending of {} contradict each other", path.display()));
    failure.help(format!("leave `--format` out, or write {}", path.with_extension(name).display()))
}

fn unknown_ending(path: &Path) -> Failure {
    let ending = path.extension().unwrap_or_default().display();
    let failure =
        Failure::usage(format!("pictures are written as `.svg`, or as `.dot` for Graphviz, and not as `.{ending}`"));
    let (svg, path) = (path.with_extension("svg"), path.display());
    failure.help(format!(
        "write {svg}, and convert it: `rsvg-convert {svg} -o {path}`, or with Inkscape",
        svg = svg.display()
    ))
}

impl Draw {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let picture = picture(self.format, self.out.as_deref())?;
        let project = self.selection.open(terminal)?;
        let space = self.selection.space_of(&project, self.architecture.as_deref())?;
        let assignment = match &self.architecture {
            Some(path) => Some(project.architecture(space, path)?),
            None if self.sample => draw(space, Uniform::ByArchitecture, self.seed, 1)?.pop(),
            None => None,
        };
        let graph = self.part(self.graph(space, assignment.as_ref()), &project, space, terminal)?;
        let options = self.options();
        let text = match picture {
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

    fn part(&self, graph: Graph, project: &Project, space: &Space, terminal: &mut Terminal) -> Result<Graph> {
        let Some(name) = &self.cell else { return Ok(graph) };
        if let Some(part) = graph.part(name) {
            return Ok(part);
        }
        let uses = declared::uses(&project.compilation.sources, space, name);
        let parts: Vec<(&str, Graph)> = uses.iter().filter_map(|it| Some((it.as_str(), graph.part(it)?))).collect();
        let Some((first, part)) = parts.first() else { return Err(missing(&graph, name).into()) };
        let others: Vec<&str> = parts.iter().filter(|it| !is_same(&it.1, part)).map(|it| it.0).collect();
        if !others.is_empty() {
            terminal.note(&format!("`{name}` is drawn as `{first}`; it differs in {}", enumerate(&others)))?;
        }
        Ok(part.clone())
    }
}

fn missing(graph: &Graph, name: &str) -> Failure {
    let failure = Failure::refused(format!("`{}` has no cell or block `{name}`", graph.title));
    failure.suggest(name, graph.part_names())
}

/// Whether two uses look the same, whatever they are called.
fn is_same(one: &Graph, other: &Graph) -> bool {
    let sources = |it: &Op| it.inputs.iter().map(|it| it.source).collect::<Vec<_>>();
    let looks_alike =
        |it: (&Op, &Op)| (&it.0.label, &it.0.shape) == (&it.1.label, &it.1.shape) && sources(it.0) == sources(it.1);
    one.ops.len() == other.ops.len() && one.ops.iter().zip(&other.ops).all(looks_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(format: Option<Picture>, out: &str) -> Result<Picture, String> {
        picture(format, Some(Path::new(out))).map_err(|it| it.message)
    }

    #[test]
    fn the_ending_of_a_file_says_the_format() {
        assert_eq!(asked(None, "a.svg"), Ok(Picture::Svg));
        assert_eq!(asked(None, "a.DOT"), Ok(Picture::Dot));
        assert_eq!(asked(None, "a.b/a.gv"), Ok(Picture::Dot));
        assert_eq!(asked(None, "/dev/stdout"), Ok(Picture::Svg));
        assert_eq!(asked(Some(Picture::Dot), "a.txt"), Ok(Picture::Dot));
    }

    #[test]
    fn an_ending_of_neither_format_is_refused() {
        let failure = picture(None, Some(Path::new("out/a.png"))).unwrap_err();
        assert_eq!(failure.message, "pictures are written as `.svg`, or as `.dot` for Graphviz, and not as `.png`");
        let help = "write out/a.svg, and convert it: `rsvg-convert out/a.svg -o out/a.png`, or with Inkscape";
        assert_eq!(failure.help.as_deref(), Some(help));
    }

    #[test]
    fn a_format_may_not_contradict_the_ending() {
        let message = "`--format dot` and the ending of a.svg contradict each other";
        assert_eq!(asked(Some(Picture::Dot), "a.svg"), Err(message.to_owned()));
        assert!(asked(Some(Picture::Svg), "a.gv").is_err());
    }
}
