//! What is written on an operation.

use nas_compiler::{
    diagram::{Context, Diagram, Diagrams},
    expression,
    ir::{ExprId, Space, TensorKind},
};

/// Characters of an argument above which only its decisions are named.
const LONGEST: usize = 16;
/// The most runs of values that are looked into to find out what an argument depends on.
const WORK: u64 = 100_000;

/// Returns whether a box is about an operation: what else is in it prepares for this or follows it.
pub(crate) fn is_main(op: &str) -> bool {
    ["conv", "conv_transpose", "linear", "attention"].contains(&op)
}

/// The arguments that make an operation what it is, in the field's short form. Of an image a kernel covers both sides.
pub(super) fn label(op: &str, args: &[(String, String)], takes: Option<TensorKind>) -> String {
    let get = |name: &str| args.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
    let groups = get("groups").filter(|it| *it != "1");
    let is_depthwise = groups.is_some() && groups == get("out");
    let mut text = match (get("name"), op) {
        (Some(name), "input") => name.trim_matches('"').to_owned(),
        (_, "conv" | "conv_transpose") if is_depthwise => format!("dw{op}"),
        _ => op.to_owned(),
    };
    let sides = |height: &str, width: &str| Some(shape([get(height)?.to_owned(), get(width)?.to_owned()]));
    let along = get("kernel").filter(|_| takes == Some(TensorKind::Sequence)).map(ToOwned::to_owned);
    let kernel = along.or_else(|| sides("kernel_h", "kernel_w")).or_else(|| sides("kernel", "kernel"));
    if let Some(size) = kernel.or_else(|| sides("height", "width")) {
        text = format!("{text} {size}");
    }
    let mut notes = vec![];
    notes.extend(get("out").map(ToOwned::to_owned));
    notes.extend(get("heads").map(|it| if it == "heads" { it.to_owned() } else { format!("{it} heads") }));
    // A transposed convolution multiplies the sides by what others divide them by.
    let sign = if op == "conv_transpose" { '×' } else { '/' };
    notes.extend(get("stride_h").or(get("stride")).filter(|it| *it != "1").map(|it| format!("{sign}{it}")));
    notes.extend(get("dilation").filter(|it| *it != "1").map(|it| format!("dilation {it}")));
    notes.extend(get("bilinear").filter(|it| *it == "true").map(|_| "bilinear".to_owned()));
    notes.extend(groups.filter(|_| !is_depthwise).map(|it| format!("{it} groups")));
    if notes.is_empty() { text } else { format!("{text}, {}", notes.join(", ")) }
}

/// What arguments and sides are.
pub(super) struct Values<'a> {
    space: &'a Space,
    diagrams: Diagrams,
}

impl<'a> Values<'a> {
    pub(super) fn new(space: &'a Space) -> Self {
        Self { space, diagrams: Diagrams::new() }
    }

    /// Writes a value; one that is long is `f(…)` of its decisions, if it depends on them at all.
    pub(super) fn write(&mut self, expr: ExprId) -> String {
        let text = expression::brief(self.space, expr);
        if !text.contains('…') && text.chars().count() <= LONGEST {
            return text;
        }
        let diagram = self.diagram(expr);
        if let Some(only) = diagram.and_then(|it| self.diagrams.as_value(it)).flatten() {
            return only.to_string();
        }
        let decisions = diagram.map_or_else(|| self.space.exprs.decisions(expr), |it| self.diagrams.support(it));
        let paths = decisions.into_iter().map(|it| &self.space.decision(it).path);
        let names: Vec<&str> = paths.map(|it| it.rsplit('.').next().unwrap_or(it)).collect();
        if names.len() > 3 { format!("f({}, …)", names[..2].join(", ")) } else { format!("f({})", names.join(", ")) }
    }

    /// Whether a condition always holds or never does, if that is so and found fast.
    pub(super) fn truth(&mut self, condition: ExprId) -> Option<bool> {
        let diagram = self.diagram(condition)?;
        self.diagrams.as_bool(diagram)
    }

    /// The diagram of an expression, if that is found fast.
    fn diagram(&mut self, expr: ExprId) -> Option<Diagram> {
        let context = Context { exprs: &self.space.exprs, decisions: &self.space.decisions };
        self.diagrams.attempt(WORK, |it| it.of(context, expr)).ok()
    }
}

/// Writes a shape: `16×32×32`.
pub(super) fn shape(dims: impl IntoIterator<Item = String>) -> String {
    let dims = dims.into_iter().map(|it| if it.contains(' ') { format!("({it})") } else { it });
    dims.collect::<Vec<_>>().join("×")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_that_is_calculated_stands_in_parentheses() {
        let args = ["kernel_h", "kernel_w"].map(|it| (it.to_owned(), "c + 1".to_owned()));
        assert_eq!(label("conv", &args, None), "conv (c + 1)×(c + 1)");
    }

    #[test]
    fn a_stride_divides_and_a_transposed_one_multiplies() {
        let args = [("out", "16"), ("kernel_h", "2"), ("kernel_w", "2"), ("stride_h", "2")];
        let args = args.map(|it| (it.0.to_owned(), it.1.to_owned()));
        assert_eq!(label("conv", &args, None), "conv 2×2, 16, /2");
        assert_eq!(label("conv_transpose", &args, None), "conv_transpose 2×2, 16, ×2");
    }
}
