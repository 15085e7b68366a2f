//! What holds for the picture of every space of the standard library.

use nas_compiler::{
    Library, compile,
    instantiate::instantiate,
    ir::{Assignment, Space},
};
use nas_drawing::{Graph, Options, dot, layout::layout, plan, svg};

fn spaces() -> Vec<Space> {
    let world = Library(nas_std_spaces::MODULES);
    let each = nas_std_spaces::MODULES.iter().flat_map(|(name, text)| {
        compile(&world, &format!("std::{name}"), text).program.spaces.into_values().collect::<Vec<_>>()
    });
    each.collect()
}

fn graphs() -> Vec<Graph> {
    let each = spaces().into_iter().flat_map(|space| {
        let first = nas_compiler::ir::Evaluator::assign(&space, |_, _| 0);
        let network = instantiate(&space, &Assignment(first.0));
        [Graph::of_space(&space), Graph::of_network(&space, &network)]
    });
    each.collect()
}

#[test]
fn every_operation_is_drawn_or_folded_exactly_once() {
    for graph in graphs() {
        let plan = plan(&graph, &Options::default());
        let mut drawn: Vec<usize> = plan.items.iter().flat_map(|it| it.ops.clone()).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, (0..graph.ops.len()).collect::<Vec<_>>(), "{}", graph.title);
    }
}

#[test]
fn boxes_lie_inside_and_never_overlap() {
    for graph in graphs() {
        let layout = layout(&plan(&graph, &Options::default()));
        for (at, one) in layout.places.iter().enumerate() {
            let (left, right) = (one.x - one.width / 2.0, one.x + one.width / 2.0);
            assert!(left >= 0.0 && right <= layout.width && one.y >= 0.0, "{}", graph.title);
            assert!(one.y + one.height <= layout.height, "{}", graph.title);
            for other in &layout.places[at + 1..] {
                let beside = (one.x - other.x).abs() + 0.01 >= f64::midpoint(one.width, other.width);
                let below = one.y + one.height <= other.y + 0.01 || other.y + other.height <= one.y + 0.01;
                assert!(beside || below, "{}", graph.title);
            }
        }
    }
}

#[test]
fn pictures_are_valid_xml_with_a_title() {
    for graph in graphs() {
        let text = svg(&graph, &Options::default());
        let document = roxmltree::Document::parse(&text).unwrap();
        let title = document.descendants().find(|it| it.has_tag_name("title")).unwrap();
        assert_eq!(title.text(), Some(graph.title.as_str()));
    }
}

#[test]
fn every_edge_of_a_dot_file_joins_two_of_its_nodes() {
    for graph in graphs() {
        let text = dot(&graph, &Options::default());
        assert!(text.starts_with("digraph ") && text.ends_with("}\n"));
        let nodes = plan(&graph, &Options::default()).items.len();
        for line in text.lines().filter(|it| it.starts_with("  n") && it.contains(" -> ")) {
            let ends = line.trim().split(' ').filter_map(|it| it.strip_prefix('n')?.parse::<usize>().ok());
            assert_eq!(ends.filter(|it| *it < nodes).count(), 2, "{line}");
        }
    }
}

#[test]
fn the_middle_of_a_thousand_different_layers_is_left_out() {
    let text = "space Long { input x: image[1, 4, 4] x -> for i in 1..=1000 { conv(i, 3) } }";
    let compilation = compile(&Library(nas_std_spaces::MODULES), "long.nas", text);
    let graph = Graph::of_space(&compilation.program.spaces["Long"]);
    let text = svg(&graph, &Options::default());
    assert!(text.contains("operations left out") && text.len() < 100_000);
}
