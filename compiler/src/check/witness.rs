//! A counterexample: a few choices under which something breaks.

use nas_grammar::Span;

use crate::{
    diagram::Partial,
    ir::{Assignment, Domain, Evaluator, ExprId, NodeId, NodeKind, Shape, Space},
};

/// Choices that constraints allow and under which something breaks.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) choices: Partial,
    /// Those of them without which it might not break.
    pub(super) needed: Partial,
}

/// Some choices, and the space they are made in.
pub(super) struct Witness<'a> {
    pub(super) space: &'a Space,
    partial: Partial,
    /// The choices with index 0 for the rest, on which nothing depends that the witness is asked for.
    assignment: Assignment,
}

impl<'a> Witness<'a> {
    pub(super) fn new(space: &'a Space, partial: Partial) -> Self {
        let mut indices = vec![0; space.decisions.len()];
        for (decision, index) in &partial {
            indices[decision.0 as usize] = *index;
        }
        Self { space, partial, assignment: Assignment(indices) }
    }

    /// Of an example it shows the choices that are needed.
    pub(super) fn of(space: &'a Space, Example { choices, needed }: Example) -> Self {
        Self { partial: needed, ..Self::new(space, choices) }
    }

    /// Returns whether an expression has a value.
    pub(super) fn has_value(&self, expr: ExprId) -> bool {
        Evaluator::new(self.space, &self.assignment).value(expr).is_some()
    }

    /// Renders the value of an expression.
    pub(super) fn value(&self, expr: ExprId) -> String {
        Evaluator::new(self.space, &self.assignment)
            .value(expr)
            .map_or_else(|| "nothing".to_owned(), |it| it.to_string())
    }

    /// Renders a shape: `image[32, 8, 8]`.
    pub(super) fn shape(&self, shape: &Shape) -> String {
        let dims: Vec<String> = shape.dims.iter().map(|it| self.value(*it)).collect();
        format!("{}[{}]", shape.kind, dims.join(", "))
    }

    /// Renders the choices: `width` = 48 and `op` = conv; nothing where no choice is needed.
    pub(super) fn choices(&self) -> Option<String> {
        let each = self.partial.iter().map(|(decision, index)| {
            let decision = self.space.decision(*decision);
            let value = decision.domain.render(*index);
            match decision.domain {
                Domain::Alternatives(_) => format!("`{}` is {value}", decision.path),
                Domain::Values(_) | Domain::Subset { .. } => format!("`{}` = {value}", decision.path),
            }
        });
        let each: Vec<String> = each.collect();
        match each.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            [first @ .., last] => Some(format!("{} and {last}", first.join(", "))),
        }
    }

    /// The places of the choices.
    pub(super) fn places(&self) -> impl Iterator<Item = (Span, String)> {
        self.partial.iter().map(|(decision, index)| {
            let decision = self.space.decision(*decision);
            (decision.span, format!("`{}`: {}", decision.path, decision.domain.render(*index)))
        })
    }

    /// The operation that made a tensor under these choices: what a `select` forwards is looked through.
    pub(super) fn origin(&self, node: NodeId) -> Span {
        let mut evaluator = Evaluator::new(self.space, &self.assignment);
        let mut at = node;
        while self.space.node(at).kind == NodeKind::Select {
            match self.space.node(at).inputs.iter().find(|it| evaluator.holds(it.guard)) {
                Some(edge) => at = edge.source,
                None => break,
            }
        }
        self.space.node(at).span
    }
}

#[cfg(test)]
mod tests {
    use crate::{Library, compile};

    #[test]
    fn choices_that_only_meet_constraints_are_not_blamed() {
        let text = "space S {\n  input x: image[1, 8, 8]\n  let [a, b] = for _ in 0..2 { oneof [1, 2] }\n  \
                    let c = oneof [8, 16]\n  sum(x -> conv(c), x -> conv(8)) -> conv(8 * a) -> conv(8 * b)\n  \
                    require a == 1 implies b == 2\n}";
        let help = compile(&Library(&[]), "main.nas", text).diagnostics[0].help.clone();
        assert_eq!(help.as_deref(), Some("it breaks where `c` = 16"));
    }
}
