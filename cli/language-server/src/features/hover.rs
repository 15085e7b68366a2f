//! What stands under the cursor.

use gen_lsp_types::{Contents, Hover, HoverParams, MarkupContent, MarkupKind};
use nas_compiler::{
    automaton::Automaton,
    cost::{cost_of, is_feasible},
    ir::{CostKind, Decision, Domain, Space},
    number::grouped,
    observe::Extent,
    resolution::{NamedKind, Symbol},
};
use nas_grammar::{
    Span,
    ast::{Expr, ExprKind},
};
use num_bigint::BigUint;
use num_traits::ToPrimitive as _;

use super::describe;
use crate::{
    place::Place,
    server::{Refusal, Server},
    shape,
    snapshot::{ENTRY, Snapshot},
};

/// The most architectures whose costs are counted while the user waits.
const EVERY: u64 = 2_000;
/// The most values of a decision that are listed.
const LISTED: usize = 12;

/// Answers `textDocument/hover`.
pub(crate) fn hover(server: &Server, params: &HoverParams) -> Result<Option<Hover>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let (span, parts) = match place.snapshot.occurrence(place.offset) {
        Some(it) => (it.span, of_name(place.snapshot, it.span, &it.symbol)),
        None => match keyword(place.snapshot, place.offset) {
            Some((span, decisions)) => (span, decisions.into_iter().collect()),
            None => return Ok(None),
        },
    };
    if parts.is_empty() {
        return Ok(None);
    }
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n\n---\n\n") };
    let range = Some(place.snapshot.range(span));
    Ok(Some(Hover { contents: Contents::MarkupContent(contents), range }))
}

/// All that is known of a name: what it stands for, and what it has here.
fn of_name(snapshot: &Snapshot, span: Span, symbol: &Symbol) -> Vec<String> {
    let described = describe::symbol(snapshot, symbol);
    let facts: Vec<String> = facts(snapshot, span, symbol).into_iter().flatten().collect();
    let facts = (!facts.is_empty()).then(|| facts.join("\n\n"));
    described.into_iter().chain(facts).collect()
}

fn facts(snapshot: &Snapshot, span: Span, symbol: &Symbol) -> [Option<String>; 3] {
    let named = snapshot.resolution().named(symbol);
    let value = named.and_then(|it| it.value).filter(|it| it.file == ENTRY);
    let decisions = value.and_then(|it| decisions(snapshot, it));
    let spaces = &snapshot.analysis.program.spaces;
    let space = named.filter(|it| it.kind == NamedKind::Space).and_then(|it| spaces.get(&it.name));
    // An input is a node of its own; what is called makes one; what is bound has what its value has.
    let call = called(snapshot, span).map(|it| it.span);
    let bound = value.map(|it| flows_from(snapshot, it));
    let input = named.filter(|it| it.kind == NamedKind::Input).map(|it| it.span);
    let seen = [call, bound, input, Some(span)].into_iter().flatten().find_map(|it| sight(snapshot, it));
    [decisions, space.map(|it| of_space(snapshot, it)), seen]
}

/// The call whose callee ends with a name.
fn called(snapshot: &Snapshot, name: Span) -> Option<&Expr> {
    let mut found = None;
    snapshot.ast().walk(&mut |expr| {
        if let ExprKind::Call { callee, .. } = &*expr.kind
            && callee.span.end == name.end
            && callee.span.start <= name.start
        {
            found = Some(expr);
        }
    });
    found
}

/// The place from which a value flows: the last stage of a pipeline, else the value itself.
pub(crate) fn flows_from(snapshot: &Snapshot, value: Span) -> Span {
    let mut found = value;
    snapshot.ast().walk(&mut |expr| {
        if expr.span == found
            && let ExprKind::Pipe(stages) = &*expr.kind
        {
            found = stages[stages.len() - 1].span;
        }
    });
    found
}

fn sight(snapshot: &Snapshot, place: Span) -> Option<String> {
    let sight = snapshot.observations().places.get(&place)?;
    let mut lines = vec![];
    if !sight.tensors.is_empty() {
        lines.push(format!("gives {}", shape::tensors(&sight.tensors)));
    }
    let each = if sight.operations > 1 { " each" } else { "" };
    for (what, extent) in [("params", sight.params), ("macs", sight.macs)] {
        if let Some(extent) = extent.filter(|it| it.most > 0) {
            lines.push(format!("{what}: {}{each}", shape::extent(extent)));
        }
    }
    if sight.operations > 1 {
        lines.push(format!("stands for {} operations of the space", sight.operations));
    }
    (!lines.is_empty()).then(|| lines.join("  \n"))
}

// Decisions

/// The decisions that a keyword makes, such as `oneof`.
fn keyword(snapshot: &Snapshot, offset: usize) -> Option<(Span, Option<String>)> {
    let mut found = None;
    snapshot.ast().walk(&mut |expr| {
        let word = match &*expr.kind {
            ExprKind::OneOf(_) | ExprKind::OneOfValues(_) => "oneof",
            ExprKind::Pick { .. } => "pick",
            ExprKind::Maybe(_) => "maybe",
            _ => return,
        };
        let start = expr.span.start as usize;
        if (start..=start + word.len()).contains(&offset) {
            let span = Span { end: expr.span.start + word.len() as u32, ..expr.span };
            found = Some((span, expr.span));
        }
    });
    let (word, whole) = found?;
    Some((word, decisions(snapshot, whole)))
}

/// Describes the decisions that are made at a place, over all spaces.
fn decisions(snapshot: &Snapshot, place: Span) -> Option<String> {
    let spaces = snapshot.analysis.program.spaces.values();
    let made: Vec<&Decision> = spaces.flat_map(|it| &it.decisions).filter(|it| it.span == place).collect();
    let first = made.first()?;
    let mut paths: Vec<String> = made.iter().map(|it| format!("`{}`", it.path)).collect();
    paths.dedup();
    let more = paths.len().saturating_sub(LISTED);
    paths.truncate(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("{}  \ndecides {}{more}", domain(&first.domain), paths.join(", ")))
}

fn domain(domain: &Domain) -> String {
    let size = domain.size();
    if let Domain::Subset { items, min, max, .. } = domain {
        let picked = if min == max { min.to_string() } else { format!("{min} to {max}") };
        return format!("{picked} of {items} items: {size} ways");
    }
    let values: Vec<String> = (0..size.min(LISTED)).map(|it| domain.render(it as u32)).collect();
    let more = if size > LISTED { ", …" } else { "" };
    format!("one of {size}: {}{more}", values.join(", "))
}

// Spaces

fn of_space(snapshot: &Snapshot, space: &Space) -> String {
    let mut lines = vec![format!("{} decisions", grouped(space.decisions.len()))];
    if let Some(count) = snapshot.observations().architectures.get(&space.name) {
        lines.push(shape::architectures(count, space));
        lines.extend(costs(space, count));
    }
    lines.join("  \n")
}

/// The range of costs of a small space: every architecture is looked at.
fn costs(space: &Space, count: &BigUint) -> Vec<String> {
    if count.to_u64().is_none_or(|it| it > EVERY) {
        return vec![];
    }
    let Ok(architectures) = Automaton::over_decisions(space) else { return vec![] };
    let feasible: Vec<_> = architectures.assignments().filter(|it| is_feasible(space, it)).collect();
    let range = |kind: CostKind| -> Option<String> {
        let costs = feasible.iter().map(|it| cost_of(space, it, kind));
        let extent = costs.map(|it| Extent { least: it, most: it }).reduce(Extent::with)?;
        Some(format!("{}: {}", kind.name(), shape::extent(extent)))
    };
    [CostKind::Params, CostKind::Macs].into_iter().filter_map(range).collect()
}
