//! Of what may be absent: what is drawn into a sum or the like is what it takes, whatever is repeated, chosen, or left out.

use nas_compiler::{Library, compile};
use nas_drawing::{
    Form, Graph, Options, Plan, dot, plan,
    plan::{Item, Look},
};
use proptest::{prelude::*, sample::select, test_runner::RngSeed};

const MERGES: [&str; 4] = ["sum", "mul", "mean", "concat"];

const BLOCKS: &str = "
block res(x: image) { sum(x, x -> relu() -> conv(8)) }
block two(x: image) { sum(x -> conv(8), x -> relu() -> conv(8, 5)) }
block deep(x: image) { x -> conv(8) -> relu() -> conv(8) -> relu() }
block dense(x: image) { concat(x, x -> conv(4)) -> conv(8) }
";

/// An operation that keeps the shape.
fn step() -> BoxedStrategy<String> {
    let leaf = select(vec!["conv(8)", "relu()", "res()", "two()", "deep()", "dense()"]).prop_map(str::to_owned);
    let nested = leaf.prop_recursive(3, 12, 3, |inner| {
        let count = select(vec!["n", "m", "2", "n + m"]);
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (count.clone(), inner.clone()).prop_map(|(count, it)| format!("repeat({count}) {{ {it} }}")),
            (count, inner.clone()).prop_map(|(count, it)| format!("for i in 0..({count}) {{ {it} }}")),
            inner.prop_map(|it| format!("maybe {it}")),
            pair.clone().prop_map(|(one, other)| format!("oneof {{ one: {one}, other: {other} }}")),
            pair.clone().prop_map(|(one, other)| format!("{one} -> {other}")),
            pair.prop_map(|(one, other)| format!("if n > 1 {{ {one} }} else {{ {other} }}")),
        ]
    });
    nested.boxed()
}

fn space() -> impl Strategy<Value = String> {
    let lines = proptest::collection::vec((step(), 0_usize..8, any::<bool>()), 1..4);
    (lines, any::<bool>()).prop_map(|(lines, is_summed)| {
        let mut text = format!("{BLOCKS}space S {{ input x: image[8, 8, 8] let n = oneof 0..=3 let m = oneof 1..=3 ");
        let mut names = vec!["x".to_owned()];
        for (at, (step, from, is_list)) in lines.iter().enumerate() {
            let from = &names[from % names.len()];
            text += &match is_list {
                true => format!(
                    "let l{at} = [{from}] for i in 0..n {{ l{at} += l{at}.last -> {step} }} let y{at} = l{at}.last "
                ),
                false => format!("let y{at} = {from} -> {step} "),
            };
            names.push(format!("y{at}"));
        }
        let last = names.last().cloned().unwrap_or_default();
        let result = if is_summed { format!("sum({})", names.join(", ")) } else { last };
        text + &format!("{result} -> global_avg_pool() -> linear(10) }}")
    })
}

fn graph(text: &str) -> Option<Graph> {
    let compilation = compile(&Library(nas_std_spaces::MODULES), "generated.nas", text);
    compilation.program.spaces.values().next().map(Graph::of_space)
}

fn options() -> [Options; 3] {
    let at = |depth: Option<usize>| Options { depth, form: Form::Boxes, ..Options::default() };
    [at(None), at(Some(0)), at(Some(9))]
}

/// The operations of a box that merge.
fn merging<'a>(graph: &'a Graph, item: &'a Item) -> impl Iterator<Item = usize> + 'a {
    item.ops.iter().copied().filter(|it| MERGES.contains(&graph.ops[*it].name.as_str()))
}

/// Every edge into a sum or the like is a value that it takes, and every such value is an edge.
fn edges_into_merges_are_what_they_take(graph: &Graph, plan: &Plan) -> Result<(), TestCaseError> {
    for item in plan.items.iter().filter(|it| it.look == Look::Merge) {
        let takes = |op: usize| graph.ops[op].inputs.iter().map(|it| it.source);
        let taken: Vec<usize> = merging(graph, item).flat_map(takes).collect();
        for (source, _) in &item.inputs {
            let is_taken = plan.items[*source].ops.iter().any(|it| taken.contains(it));
            prop_assert!(is_taken, "an edge from {:?} into {:?}", plan.items[*source].rows, item.rows);
        }
        // A box that is there several times also stands for what it takes of itself.
        let is_single = item.times == 1 && item.frames.iter().all(|it| plan.frames[*it].times == 1);
        for op in taken.iter().filter(|_| is_single) {
            let is_drawn = item.inputs.iter().any(|it| plan.items[it.0].ops.contains(op));
            prop_assert!(is_drawn || item.ops.contains(op), "no edge from {} into a merge", graph.ops[*op].label);
        }
    }
    Ok(())
}

/// What a sum takes of several boxes is no box that stands for several of these.
fn merged_values_are_seen_on_their_own(graph: &Graph, plan: &Plan) -> Result<(), TestCaseError> {
    for item in plan.items.iter().filter(|it| it.look == Look::Merge && it.times == 1) {
        for op in merging(graph, item).filter(|_| item.frames.is_empty()) {
            for (source, _) in &item.inputs {
                let source = &plan.items[*source];
                let taken = graph.ops[op].inputs.iter().filter(|it| source.ops.contains(&it.source)).count();
                prop_assert!(taken <= 1 || source.look != Look::Operations, "{taken} values of {:?}", source.rows);
            }
        }
    }
    Ok(())
}

/// A way past something leads to a joint, which is open but for one way, and says when.
fn ways_past_lead_to_joints(plan: &Plan) -> Result<(), TestCaseError> {
    for item in &plan.items {
        if item.look == Look::Joint {
            prop_assert_eq!(item.inputs.iter().filter(|it| !it.1).count(), 1);
            let open: Vec<usize> = item.inputs.iter().filter(|it| it.1).map(|it| it.0).collect();
            prop_assert!(!open.is_empty());
            prop_assert_eq!(open, item.conditions.keys().copied().collect::<Vec<_>>());
        } else {
            prop_assert!(item.conditions.is_empty());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, rng_seed: RngSeed::Fixed(26), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_of_random_spaces_take_what_is_drawn(text in space()) {
        let graph = graph(&text).ok_or_else(|| TestCaseError::reject("it does not compile"))?;
        for options in options() {
            let plan = plan(&graph, &options);
            edges_into_merges_are_what_they_take(&graph, &plan)?;
            merged_values_are_seen_on_their_own(&graph, &plan)?;
            ways_past_lead_to_joints(&plan)?;
        }
    }
}

/// The edges of a picture by the labels of their ends, with their attributes.
fn edges(text: &str) -> Vec<String> {
    let label = |name: &str| {
        let line = text.lines().find(|it| it.starts_with(&format!("  {name} [label=\"")))?;
        line.split('"').nth(1).map(|it| if it.is_empty() { "joint".to_owned() } else { it.replace("\\n", " · ") })
    };
    let edge = |line: &str| {
        let (from, rest) = line.trim().split_once(" -> ")?;
        let (to, attributes) = rest.split_once(' ').unwrap_or((rest, ""));
        Some(format!("{} -> {} {attributes}", label(from)?, label(to)?).trim().to_owned())
    };
    text.lines().filter_map(edge).collect()
}

#[test]
fn the_way_past_layers_leads_to_what_follows_them() {
    let text = format!(
        "{BLOCKS}space S {{ input x: image[8, 8, 8] let n = oneof 0..=2
        x -> conv(8) -> repeat(n) {{ res() }} -> global_avg_pool() -> linear(10) }}"
    );
    let drawn = dot(&graph(&text).unwrap(), &Options::default());
    let expected = [
        "x -> conv 3×3, 8",
        "conv 3×3, 8 -> relu · conv 3×3, 8",
        "conv 3×3, 8 -> sum",
        "relu · conv 3×3, 8 -> sum",
        "conv 3×3, 8 -> joint [label=\"if n == 0\", style=dashed, arrowhead=none]",
        "sum -> joint [arrowhead=none]",
        "joint -> global_avg_pool · linear, 10",
    ];
    assert_eq!(edges(&drawn), expected);
}

#[test]
fn a_box_that_may_be_absent_needs_no_way_past_it() {
    let text = "space S { input x: image[8, 8, 8] let n = oneof 0..=2
        x -> conv(8) -> repeat(n) { oneof { a: conv(8), b: conv(8, 5) } } -> global_avg_pool() -> linear(10) }";
    let plan = plan(&graph(text).unwrap(), &Options::default());
    let seen: Vec<(Look, usize, usize)> = plan.items.iter().map(|it| (it.look, it.times, it.inputs.len())).collect();
    let plain = |inputs: usize| (Look::Operations, 1, inputs);
    assert_eq!(seen, [plain(0), plain(1), (Look::Decision, 2, 1), plain(1)]);
}
