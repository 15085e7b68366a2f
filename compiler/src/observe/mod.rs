//! What flows through a place: the shapes and costs that a file's expressions have in its spaces.
//!
//! A node of a space knows where its operation stands, but a call of a definition is no node, nor is a name. So the
//! spaces are elaborated once more, from a copy of the tree with a *mark* behind every stage of a pipeline: an
//! `identity` whose place tells it from others. It takes and gives what flows there, and changes nothing else.

mod mark;

use std::collections::BTreeMap;

use nas_grammar::{Diagnostics, FileId, Span, ast};
use num_bigint::BigUint;

use crate::{
    analysis::Analysis,
    automaton::Automaton,
    diagram::{Context, Diagrams},
    elaborate::{self, Program},
    ir::{ExprId, NodeKind, Scalar, Shape, Space, TensorKind},
    load::{ModuleId, Modules},
    names::ItemId,
    sections,
};
use mark::Marks;

/// The most decisions that a number may depend on to be looked at: its values are enumerated as a diagram.
const DECISIONS: usize = 8;
/// The most operations of a space that is looked at.
const NODES: usize = 50_000;

/// The least and the greatest value that a number has in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// The least.
    pub least: u64,
    /// The greatest.
    pub most: u64,
}

impl Extent {
    /// Returns the smallest extent that holds both.
    pub fn with(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

/// A tensor that flows through a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tensor {
    /// The word of its kind.
    pub kind: &'static str,
    /// Its dimensions; nothing for one that depends on too many decisions.
    pub dims: Vec<Option<Extent>>,
}

impl Tensor {
    /// Returns whether it has this shape in every architecture.
    pub fn is_constant(&self) -> bool {
        self.dims.iter().all(|it| it.is_some_and(|it| it.least == it.most))
    }
}

/// What there is at a place, over all spaces of the file and every time the place is met.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sight {
    /// The distinct tensors that flow out of it.
    pub tensors: Vec<Tensor>,
    /// How many primitive operations it makes.
    pub operations: usize,
    /// Trainable scalars of one of its operations.
    pub params: Option<Extent>,
    /// Multiply-accumulates of one of its operations.
    pub macs: Option<Extent>,
}

/// What was seen in a file.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    /// By the place of an expression, or of the last stage of a pipeline.
    pub places: BTreeMap<Span, Sight>,
    /// How many architectures each space has under its constraints over decisions, where that can be counted.
    pub architectures: BTreeMap<String, BigUint>,
}

/// Looks at the spaces of the entry of an analysis. Nothing is seen of spaces with mistakes.
pub fn observe(analysis: &Analysis) -> Observations {
    let mut observations = Observations::default();
    for (key, space) in &analysis.program.spaces {
        if let Ok(automaton) = Automaton::over_decisions(space) {
            observations.architectures.insert(key.clone(), automaton.count());
        }
        if space.nodes.len() <= NODES {
            look(space, &mut observations);
        }
    }
    let marked: Vec<Space> = [Marks::PipesAndNames, Marks::Pipes]
        .into_iter()
        .find_map(|it| elaborate_marked(analysis, it))
        .unwrap_or_default();
    marked.iter().for_each(|it| look(it, &mut observations));
    observations
}

/// Elaborates the spaces of the entry again, with marks; nothing if the marks do not fit everywhere.
fn elaborate_marked(analysis: &Analysis, marks: Marks) -> Option<Vec<Space>> {
    let mut modules: Modules = analysis.modules.clone();
    mark::mark(&mut modules, &analysis.names, marks);
    let mut ignored = Diagnostics::default();
    let devices = sections::times(&modules, &mut ignored);
    let program = Program { modules: &modules, names: &analysis.names, devices: &devices };
    let mut spaces = vec![];
    for (at, item) in modules.get(ModuleId(0)).ast.items.iter().enumerate() {
        let ast::Item::Space(space) = item else { continue };
        let Some(known) = analysis.program.spaces.get(&space.name.text) else { continue };
        if known.nodes.len() <= NODES {
            let item = ItemId { module: ModuleId(0), item: at as u32 };
            spaces.push(elaborate::elaborate(program, item, &[], &mut ignored)?.space);
        }
    }
    Some(spaces)
}

/// Notes what a space has at the places of the entry.
fn look(space: &Space, observations: &mut Observations) {
    let mut viewer = Viewer { space, diagrams: Diagrams::new(), known: BTreeMap::new() };
    for node in &space.nodes {
        let is_mark = node.span.file == mark::FILE;
        if !is_mark && node.span.file != FileId(0) {
            continue;
        }
        let sight = observations.places.entry(Span { file: FileId(0), ..node.span }).or_default();
        let tensor = viewer.tensor(&node.shape);
        if !sight.tensors.contains(&tensor) {
            sight.tensors.push(tensor);
        }
        if !is_mark && matches!(node.kind, NodeKind::Primitive { .. }) {
            let (params, macs) = (viewer.extent(node.params), viewer.extent(node.macs));
            sight.params = joined(sight.operations, sight.params, params);
            sight.macs = joined(sight.operations, sight.macs, macs);
            sight.operations += 1;
        }
    }
}

/// Widens what is known of earlier operations; what is not known of one is not known of all.
fn joined(earlier: usize, known: Option<Extent>, new: Option<Extent>) -> Option<Extent> {
    if earlier == 0 { new } else { Some(known?.with(new?)) }
}

/// Looks at numbers of a space.
struct Viewer<'a> {
    space: &'a Space,
    diagrams: Diagrams,
    known: BTreeMap<ExprId, Option<Extent>>,
}

impl Viewer<'_> {
    fn tensor(&mut self, shape: &Shape) -> Tensor {
        Tensor { kind: TensorKind::name(shape.kind), dims: shape.dims.iter().map(|it| self.extent(*it)).collect() }
    }

    fn extent(&mut self, id: ExprId) -> Option<Extent> {
        if let Some(value) = self.space.exprs.as_const(id) {
            return whole(value).map(|it| Extent { least: it, most: it });
        }
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let extent = self.enumerate(id);
        self.known.insert(id, extent);
        extent
    }

    fn enumerate(&mut self, id: ExprId) -> Option<Extent> {
        if self.space.exprs.decisions(id).len() > DECISIONS {
            return None;
        }
        let context = Context { exprs: &self.space.exprs, decisions: &self.space.decisions };
        let diagram = self.diagrams.of(context, id).ok()?;
        let values: Option<Vec<u64>> = self.diagrams.values(diagram).iter().flatten().map(whole).collect();
        let values = values?;
        Some(Extent { least: *values.iter().min()?, most: *values.iter().max()? })
    }
}

fn whole(value: &Scalar) -> Option<u64> {
    value.as_int().and_then(|it| u64::try_from(it).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, analysis::analyse};

    fn sight(text: &str, of: &str) -> Sight {
        let analysis = analyse(&Library(nas_std_spaces::MODULES), "main.nas", text, &[]);
        assert_eq!(analysis.diagnostics, []);
        let start = text.find(of).unwrap();
        let span = Span::new(FileId(0), start..start + of.len());
        observe(&analysis).places.get(&span).cloned().unwrap_or_default()
    }

    type Dims = Vec<(u64, u64)>;

    fn shapes(sight: &Sight) -> Vec<(&str, Dims)> {
        let dims = |it: &Tensor| it.dims.iter().flatten().map(|it| (it.least, it.most)).collect();
        sight.tensors.iter().map(|it| (it.kind, dims(it))).collect()
    }

    const TEXT: &str = "\
use std::blocks::{conv_bn_relu, residual_reduction}
space S {
  input x: image[3, 8, 8]
  let width = oneof [4, 8]
  let y = x -> conv_bn_relu(width)
  let z = residual_reduction(y, 2 * width)
  z -> conv(16, 1) -> global_avg_pool() -> linear(10)
}
";

    #[test]
    fn a_call_of_a_definition_has_the_shape_of_what_it_gives() {
        assert_eq!(shapes(&sight(TEXT, "conv_bn_relu(width)")), [("image", vec![(4, 8), (8, 8), (8, 8)])]);
        assert_eq!(
            shapes(&sight(TEXT, "residual_reduction(y, 2 * width)")),
            [("image", vec![(8, 16), (4, 4), (4, 4)])]
        );
    }

    #[test]
    fn a_primitive_has_costs() {
        let sight = sight(TEXT, "conv(16, 1)");
        // 8 or 16 channels into 16, on 4 x 4 pixels.
        assert_eq!(sight.params, Some(Extent { least: 128, most: 256 }));
        assert_eq!(sight.macs, Some(Extent { least: 2_048, most: 4_096 }));
        assert_eq!(shapes(&sight), [("image", vec![(16, 16), (4, 4), (4, 4)])]);
    }

    #[test]
    fn every_standard_space_can_be_marked() {
        for (name, text) in nas_std_spaces::MODULES {
            let analysis = analyse(&Library(nas_std_spaces::MODULES), &format!("std::{name}"), text, &[]);
            assert!(elaborate_marked(&analysis, Marks::Pipes).is_some(), "{name}");
        }
    }

    #[test]
    fn marks_do_not_change_what_is_decided() {
        for (name, text) in nas_std_spaces::MODULES {
            let analysis = analyse(&Library(nas_std_spaces::MODULES), &format!("std::{name}"), text, &[]);
            let marked = elaborate_marked(&analysis, Marks::Pipes).unwrap();
            let paths = |it: &Space| it.decisions.iter().map(|it| it.path.clone()).collect::<Vec<_>>();
            for space in &marked {
                assert_eq!(paths(space), paths(&analysis.program.spaces[&space.name]), "{name}");
            }
        }
    }
}
