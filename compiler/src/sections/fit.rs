//! Whether space, task, strategy and budget fit each other.

use indexmap::IndexSet;
use nas_grammar::Span;

use super::{Sections, errors};
use crate::{
    ir::{
        ExprId, Node, NodeKind, Space, TensorKind,
        spec::{Budget, Call, Task},
    },
    relax,
    vocabulary::{DATA, Facts, STRATEGIES},
};

impl Sections<'_> {
    /// Checks that the space takes what the data give, and gives one number per class.
    pub(super) fn fits(&mut self, space: &str, task: &Task, span: Span) {
        let Some(facts) = DATA.find(&task.data.name).map(|it| it.facts) else { return };
        let Some(space) = self.spec.spaces.get(space) else { return };
        let (node, message) = match (unfit_input(space, task, facts), unfit_output(space, facts)) {
            (Some((input, message)), _) => (input, message),
            (None, Some(message)) => (space.node(space.output), message),
            (None, None) => return,
        };
        self.diagnostics.push(errors::mismatch(span, message, [node.span, task.span]));
    }

    /// Checks that a strategy that relaxes the space can relax every decision.
    pub(super) fn relaxes(&mut self, space: &str, strategy: &Call) {
        if !STRATEGIES.find(&strategy.name).is_some_and(|it| it.facts.relaxes) {
            return;
        }
        let Some(space) = self.spec.spaces.get(space) else { return };
        let found = relax::obstacles(space);
        let mends: IndexSet<&str> = found.iter().map(|it| it.mend).collect();
        let decision = |it: &relax::Obstacle| space.decision(it.decision);
        let obstacles: Vec<_> =
            found.iter().map(|it| (decision(it).path.as_str(), it.why.clone(), decision(it).span)).collect();
        if !obstacles.is_empty() {
            self.diagnostics.push(errors::not_relaxable(strategy.span, &strategy.name, &obstacles, &mends));
        }
    }

    /// Warns where the budget ends a strategy that draws some architectures first before it has made one of them.
    pub(super) fn begins(&mut self, strategy: &Call, budget: Budget, span: Span) {
        let Some(parameter) = STRATEGIES.find(&strategy.name).and_then(|it| it.facts.founders) else { return };
        let founders = strategy.int(parameter);
        if let Some(trials) = budget.trials.filter(|it| *it as i64 <= founders) {
            self.diagnostics.push(errors::idle_strategy(strategy, (parameter, founders), (span, trials)));
        }
    }
}

/// The input that does not take the images of the data, and why.
fn unfit_input<'a>(space: &'a Space, task: &Task, facts: Facts) -> Option<(&'a Node, String)> {
    let mut inputs = space.nodes.iter().filter(|it| matches!(it.kind, NodeKind::Input { .. }));
    let (input, second) = (inputs.next()?, inputs.next());
    if let Some(second) = second {
        return Some((second, format!("the space takes {} inputs, the data give one image", inputs.count() + 2)));
    }
    let found = sizes(space, &input.shape.dims)?;
    let takes = format!("the space takes {}{found:?}", input.shape.kind);
    let given = facts.image.map(|it| it.map(|it| it as i64)).or_else(|| resized(&task.data));
    match given {
        _ if input.shape.kind != TensorKind::Image => Some((input, format!("{takes}, the data are images"))),
        Some(image) if found != image => Some((input, format!("{takes}, the data are image{image:?}"))),
        _ => None,
    }
}

/// The shape of images that a data set brings to one size: all have three channels.
fn resized(data: &Call) -> Option<[i64; 3]> {
    data.optional_int("size").map(|it| [3, it, it])
}

/// Why the output is no vector with a number per class.
fn unfit_output(space: &Space, facts: Facts) -> Option<String> {
    let shape = &space.node(space.output).shape;
    if shape.kind != TensorKind::Vector {
        let kind = shape.kind;
        return Some(format!("classification needs a vector with one number per class, the space gives `{kind}`"));
    }
    let (classes, found) = (facts.classes?, sizes(space, &shape.dims)?);
    (found != [classes as i64])
        .then(|| format!("the space gives {} numbers, the data have {classes} classes", found.iter().product::<i64>()))
}

fn sizes(space: &Space, dims: &[ExprId]) -> Option<Vec<i64>> {
    dims.iter().map(|it| space.exprs.as_int(*it)).collect()
}
