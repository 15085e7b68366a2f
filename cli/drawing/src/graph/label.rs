//! What is written on an operation.

use nas_compiler::{
    expression,
    ir::{ExprId, Space},
};

/// Characters of an argument above which only its decisions are named.
const LONGEST: usize = 16;

/// The arguments that make an operation what it is, in the field's short form.
pub(super) fn label(op: &str, args: &[(String, String)]) -> String {
    let get = |name: &str| args.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
    let groups = get("groups").filter(|it| *it != "1");
    let is_depthwise = groups.is_some() && groups == get("out");
    let mut text = match (get("name"), op) {
        (Some(name), "input") => name.trim_matches('"').to_owned(),
        (_, "conv") if is_depthwise => "dwconv".to_owned(),
        _ => op.to_owned(),
    };
    if let (Some(height), Some(width)) = (get("kernel_h").or(get("kernel")), get("kernel_w").or(get("kernel"))) {
        text = format!("{text} {height}×{width}");
    }
    let mut notes = vec![];
    notes.extend(get("out").map(ToOwned::to_owned));
    notes.extend(get("heads").map(|it| if it == "heads" { it.to_owned() } else { format!("{it} heads") }));
    notes.extend(get("stride_h").or(get("stride")).filter(|it| *it != "1").map(|it| format!("/{it}")));
    notes.extend(get("dilation_h").filter(|it| *it != "1").map(|it| format!("dilation {it}")));
    notes.extend(groups.filter(|_| !is_depthwise).map(|it| format!("{it} groups")));
    if notes.is_empty() { text } else { format!("{text}, {}", notes.join(", ")) }
}

/// Writes an argument; one that is long is `f(…)` of its decisions.
pub(super) fn argument(space: &Space, expr: ExprId) -> String {
    let text = expression::brief(space, expr);
    if !text.contains('…') && text.chars().count() <= LONGEST {
        return text;
    }
    let paths = space.exprs.decisions(expr).into_iter().map(|it| &space.decision(it).path);
    let names: Vec<&str> = paths.map(|it| it.rsplit('.').next().unwrap_or(it)).collect();
    if names.len() > 3 { format!("f({}, …)", names[..2].join(", ")) } else { format!("f({})", names.join(", ")) }
}

/// Writes a shape: `16×32×32`.
pub(super) fn shape(dims: impl IntoIterator<Item = String>) -> String {
    let dims = dims.into_iter().map(|it| if it.contains(' ') { format!("({it})") } else { it });
    dims.collect::<Vec<_>>().join("×")
}
