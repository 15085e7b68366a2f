//! What is written on operations and values.

use nas_compiler::{Library, compile};
use nas_drawing::{Graph, Options, plan};

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
