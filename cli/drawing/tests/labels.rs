//! What is written on operations and values.

use nas_compiler::{Library, compile, instantiate::instantiate, ir::Evaluator};
use nas_drawing::{Graph, Options, cell, plan};

fn graph(body: &str) -> Graph {
    let text = format!("space S {{ {body} }}");
    let compilation = compile(&Library(nas_std_spaces::MODULES), "labels.nas", &text);
    Graph::of_space(&compilation.program.spaces["S"])
}

fn labels(body: &str) -> Vec<String> {
    graph(body).ops.into_iter().map(|it| it.label).collect()
}

#[test]
fn a_kernel_along_a_sequence_is_one_number() {
    let drawn = labels("input x: sequence[8, 4] x -> conv1d(4, oneof [3, 5]) -> lightweight_conv(5, heads: 2)");
    assert_eq!(drawn[1..], ["conv1d kernel, 4", "lightweight_conv 5, 2 heads"]);
    let drawn = labels("input x: image[4, 8, 8] x -> max_pool(2) -> conv(4, [3, 5]) -> unfold(2)");
    assert_eq!(drawn[1..], ["max_pool 2×2", "conv 3×5, 4", "unfold 2×2"]);
}

#[test]
fn a_resize_says_its_size() {
    assert_eq!(labels("input x: image[4, 8, 8] x -> resize([16, 12])")[1], "resize 16×12");
}

#[test]
fn what_is_always_the_same_is_a_number() {
    let body = "input x: image[4, 8, 8] let k = oneof [3, 5, 7] let w = oneof [4, 8, 12]
        x -> conv(4, k) -> conv(2 * floor(w / 4) + max(w, 3), 1)";
    let drawn = graph(body);
    assert_eq!(drawn.ops[1].shape, "4×8×8");
    assert_eq!(drawn.ops[2].label, "conv 1×1, f(w)");
}

#[test]
fn a_shape_that_nothing_changes_is_a_number_however_many_decisions_lead_to_it() {
    let body = "input x: image[8, 32, 32]
        x -> for i in 0..9 { oneof { a: conv(8, oneof [3, 5, 7]) -> batch_norm(), s: identity() } -> conv(8, 1) }";
    assert!(graph(body).ops.iter().all(|it| it.shape == "8×32×32"));
}

#[test]
fn a_closed_box_says_how_much_it_does_not_name() {
    let body = "input x: image[4, 8, 8] let part = body x -> part() -> part() }
        block body(x: image) { x -> conv(4) -> relu() -> sum(x) -> conv(4) -> batch_norm()";
    let plan = plan(&graph(body), &Options { depth: Some(0), ..Options::default() });
    let rows: Vec<&str> = plan.items[1].rows.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(rows, ["conv 3×3, 4", "… and 3 more operations"]);
}

fn rows(graph: &Graph) -> Vec<String> {
    plan(graph, &Options::default()).items.into_iter().flat_map(|it| it.rows).map(|it| it.text).collect()
}

#[test]
fn what_is_decided_within_an_alternative_stands_in_parentheses() {
    let body = "input x: image[8, 8, 8] x -> oneof {
        pooled: conv(8) -> oneof { max: max_pool(2), avg: avg_pool(2) } -> batch_norm(), none: max_pool(2) }";
    let drawn = rows(&graph(body));
    assert!(
        drawn.contains(&"pooled:  conv 3×3, 8 · (max_pool 2×2 | avg_pool 2×2) · batch_norm".to_owned()),
        "{drawn:?}"
    );
}

#[test]
fn the_part_of_a_choice_has_every_alternative() {
    let body = "input x: image[8, 8, 8] x -> fan(8) -> fan(8) }
        block two(x: image, c: int) { sum(x, x -> conv(c, 1)) }
        op fan(c: int) = oneof { local: conv(c) -> batch_norm(), fancy: two(c), none: identity()";
    let part = graph(body).part("fan").unwrap();
    let names: Vec<&str> = part.ops.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names.iter().filter(|it| **it == "select").count(), 1);
    assert!(["conv", "batch_norm", "sum", "identity"].iter().all(|it| names.contains(it)), "{names:?}");
}

#[test]
fn an_edge_names_the_outer_alternative_first() {
    let text = "op edge(c: int) = oneof { two: oneof { a: conv(c), b: conv(c, 5) }, conv: conv(c) -> oneof { bn: batch_norm(), r: relu() } }
        cell Mix(x: image, c: int) {
          let nodes = [x]
          for node in 1..3 { nodes += sum(for from in nodes { from -> edge(c) }) }
          nodes.last
        }
        space S { input x: image[8, 8, 8] let mix = Mix x -> mix(8) }";
    let space = &compile(&Library(nas_std_spaces::MODULES), "edge.nas", text).program.spaces["S"];
    for (first, expected) in [(0, "two.a"), (1, "conv.bn")] {
        let assignment = Evaluator::assign(space, |_, it| if it.domain.render(0) == "two" { first } else { 0 });
        let graph = Graph::of_network(space, &instantiate(space, &assignment)).part("mix").unwrap();
        let cell = cell::find(&graph).unwrap();
        let labels = cell.edges.iter().map(|it| it.label.as_ref().map(|it| it.text.as_str()));
        assert!(labels.clone().all(|it| it == Some(expected)), "{:?}", labels.collect::<Vec<_>>());
    }
}

#[test]
fn a_choice_between_truth_values_is_its_condition() {
    let body = "input x: image[4, 8, 8] let pre = oneof { pre: true, post: false }
        x -> if pre { relu() } else { conv(4) }";
    let guards: Vec<_> = graph(body).ops.into_iter().filter_map(|it| it.guard).collect();
    assert!(guards.contains(&"pre is pre".to_owned()), "{guards:?}");
}

#[test]
fn what_is_always_there_has_no_condition() {
    let first = |count: &str| {
        let body = format!("input x: image[8, 8, 8] x -> repeat(oneof {count}) {{ conv(8) }}");
        graph(&body).ops[1].guard.clone()
    };
    assert_eq!((first("1..=3"), first("0..=3")), (None, Some("repeat > 0".to_owned())));
}
