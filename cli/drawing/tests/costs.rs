//! What boxes and edges cost.

use nas_compiler::{
    Library, compile,
    instantiate::instantiate,
    ir::{Assignment, Evaluator, Network, NodeId, Space},
};
use nas_drawing::{Graph, Options, cost::Range, plan};
use proptest::{prelude::*, sample::select, test_runner::RngSeed};

/// The most architectures of a space that are all looked at.
const MOST: usize = 400;

fn space(text: &str) -> Space {
    let compilation = compile(&Library(nas_std_spaces::MODULES), "costs.nas", text);
    compilation.program.spaces.into_values().next().expect("the text is that of a space")
}

fn costs(body: &str) -> Vec<String> {
    let graph = Graph::of_space(&space(&format!("space S {{ {body} }}")));
    let plan = plan(&graph, &Options { costs: true, ..Options::default() });
    plan.items.iter().map(|it| it.costs.to_string()).filter(|it| !it.is_empty()).collect()
}

#[test]
fn what_a_decision_makes_no_difference_to_is_one_number() {
    let drawn = costs("input x: image[8, 8, 8] x -> conv(8, oneof [3, 5]) -> conv(8)");
    assert_eq!(drawn[1], "576 params · 36.9k MACs");
    let drawn = costs("input x: sequence[64, 8] x -> attention(oneof [1, 2]) -> attention(oneof [1, 2])");
    assert!(drawn.iter().all(|it| it.starts_with("288 params")), "{drawn:?}");
}

#[test]
fn ends_are_those_of_the_whole_box() {
    // The wider the first is, the narrower is the second: with both widths it is the same.
    let body = "input x: image[8, 8, 8] let w = oneof [2, 6]
        x -> conv(8, 1) -> oneof { a: conv(w, 1) -> conv(8 - w, 1) -> conv(8, 1), b: identity() }";
    assert_eq!(costs(body)[1], "0 – 76 params · 0 – 4.86k MACs");
}

fn step() -> BoxedStrategy<String> {
    let leaf = select(vec![
        "conv(8)",
        "conv(w, 1) -> conv(8, k)",
        "relu() -> conv(12 - w) -> conv(8)",
        "conv(8, oneof [1, 3])",
        "batch_norm()",
        "res(w)",
        "identity()",
    ]);
    let nested = leaf.prop_map(str::to_owned).prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|it| format!("maybe {it}")),
            inner.clone().prop_map(|it| format!("repeat(n) {{ {it} }}")),
            (inner.clone(), inner.clone()).prop_map(|it| format!("oneof {{ one: {}, other: {} }}", it.0, it.1)),
            (inner.clone(), inner).prop_map(|it| format!("{} -> {}", it.0, it.1)),
        ]
    });
    nested.prop_map(|it| format!("{it} -> conv(8, 1)")).boxed()
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(step(), 1..4).prop_map(|steps| {
        let steps: Vec<String> = steps.iter().map(|it| format!("-> {it}")).collect();
        let block = "block res(x: image, w: int) { sum(x, x -> conv(w) -> relu() -> conv(8)) } ";
        let decided = "let n = oneof 0..=2 let k = oneof [1, 3] let w = oneof [4, 8] ";
        format!("{block} space S {{ input x: image[8, 8, 8] {decided} x {} }}", steps.join(" "))
    })
}

/// Every way to decide, if there are not too many.
fn assignments(space: &Space) -> Option<Vec<Assignment>> {
    let sizes: Vec<usize> = space.decisions.iter().map(|it| it.domain.size()).collect();
    let count = sizes.iter().try_fold(1_usize, |all, it| all.checked_mul(*it)).filter(|it| *it <= MOST)?;
    let nth = |at: usize| {
        let place = |decision: usize| sizes[..decision].iter().product::<usize>();
        Evaluator::assign(space, |id, it| (at / place(id.0 as usize) % it.domain.size()) as u32)
    };
    Some((0..count).map(nth).collect())
}

/// What some nodes cost in a network; nothing if it has none of them.
fn cost(network: &Network, nodes: &[NodeId]) -> Option<(u64, u64)> {
    let own: Vec<_> = network.operations.iter().filter(|it| nodes.contains(&it.origin)).collect();
    (!own.is_empty()).then(|| (own.iter().map(|it| it.params).sum(), own.iter().map(|it| it.macs).sum()))
}

fn is_reached(range: Option<Range>, costs: impl Iterator<Item = u64> + Clone) -> bool {
    let Some(range) = range else { return true };
    let (least, most) = (costs.clone().min().unwrap_or(0) as f64, costs.max().unwrap_or(0) as f64);
    if range.is_rough { most <= range.most } else { (least, most) == (range.least, range.most) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, rng_seed: RngSeed::Fixed(0), ..ProptestConfig::default() })]

    #[test]
    fn ends_are_reached_and_nothing_lies_beyond(text in text()) {
        let space = space(&text);
        let Some(assignments) = assignments(&space) else { return Ok(()) };
        let networks: Vec<Network> = assignments.iter().map(|it| instantiate(&space, it)).collect();
        let graph = Graph::of_space(&space);
        let plan = plan(&graph, &Options { costs: true, depth: Some(9), ..Options::default() });
        for item in &plan.items {
            // A select is there even where what it forwards is none of the box.
            let own = item.ops.iter().copied().filter(|it| graph.ops[*it].name != "select");
            let nodes: Vec<NodeId> = own.clone().filter_map(|it| graph.ops[it].node).collect();
            let each: Vec<(u64, u64)> = networks.iter().filter_map(|it| cost(it, &nodes)).collect();
            let costs = graph.costs(own);
            let (params, macs) = (each.iter().map(|it| it.0), each.iter().map(|it| it.1));
            prop_assert!(is_reached(costs.params, params), "{:?}: {:?}, {each:?}", item.rows, costs.params);
            prop_assert!(is_reached(costs.macs, macs), "{:?}: {:?}, {each:?}", item.rows, costs.macs);
            let shown = item.costs.params.zip(costs.params);
            prop_assert!(shown.is_none_or(|(shown, own)| shown.least <= own.least && (shown.most - own.most).abs() < 1.0));
        }
    }
}
