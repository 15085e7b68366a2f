//! What holds for the pictures of the spaces of the standard library.

use std::{collections::BTreeSet, sync::LazyLock};

use nas_compiler::{
    Library, compile,
    instantiate::instantiate,
    ir::{Assignment, Network, Space},
};
use nas_drawing::{
    Form, Graph, Options,
    boxes::{self, Rect},
    cell,
    cost::Range,
    dot,
    layout::Spot,
    plan, svg,
};

static SPACES: LazyLock<Vec<Space>> = LazyLock::new(|| {
    let world = Library(nas_std_spaces::MODULES);
    let each = nas_std_spaces::MODULES.iter().flat_map(|(name, text)| {
        compile(&world, &format!("std::{name}"), text).program.spaces.into_values().collect::<Vec<_>>()
    });
    each.filter(|it| it.nodes.len() <= NODES).collect()
});

/// The most nodes of a space whose picture is looked at: larger ones repeat what smaller ones have.
const NODES: usize = 4_000;

fn first_network(space: &Space) -> Network {
    let first = nas_compiler::ir::Evaluator::assign(space, |_, _| 0);
    instantiate(space, &Assignment(first.0))
}

/// Every space, and an architecture of each.
static GRAPHS: LazyLock<Vec<Graph>> = LazyLock::new(|| {
    let each = SPACES.iter().flat_map(|it| [Graph::of_space(it), Graph::of_network(it, &first_network(it))]);
    each.collect()
});

/// A cell of a space.
struct Found {
    /// The name of the space, and its own.
    name: (String, String),
    graph: Graph,
    cell: cell::Cell,
}

/// The cells in them.
static CELLS: LazyLock<Vec<Found>> = LazyLock::new(|| {
    let mut cells = vec![];
    for graph in GRAPHS.iter() {
        let scopes = graph.ops.iter().flat_map(|it| it.scope.split('.').filter_map(|it| it.split('#').next()));
        for name in scopes.filter(|it| !it.is_empty()).collect::<BTreeSet<_>>() {
            let part = graph.part(name).expect("the name is that of a scope");
            if let Some(cell) = cell::find(&part) {
                let cell = cell.with_costs(&part);
                cells.push(Found { name: (graph.title.clone(), name.to_owned()), graph: part, cell });
            }
        }
    }
    cells
});

fn everything() -> Options {
    Options { shapes: true, costs: true, form: Form::Boxes, ..Options::default() }
}

#[test]
fn every_operation_is_drawn_or_folded_exactly_once() {
    for graph in GRAPHS.iter() {
        let plan = plan(graph, &Options::default());
        let mut drawn: Vec<usize> = plan.items.iter().flat_map(|it| it.ops.clone()).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, (0..graph.ops.len()).collect::<Vec<_>>(), "{}", graph.title);
    }
}

#[test]
fn every_operation_of_a_cell_is_in_a_node_or_on_an_edge() {
    for Found { name, graph, cell } in CELLS.iter() {
        let nodes = cell.nodes.iter().flat_map(|it| it.ops.clone());
        let mut drawn: Vec<usize> = nodes.chain(cell.edges.iter().flat_map(|it| it.ops.clone())).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, (0..graph.ops.len()).collect::<Vec<_>>(), "{name:?}");
    }
}

#[test]
fn the_cells_of_the_library_are_drawn_as_cells() {
    let found: BTreeSet<(String, String)> = CELLS.iter().map(|it| it.name.clone()).collect();
    let has = |space: &str, name: &str| found.contains(&(space.to_owned(), name.to_owned()));
    assert!(has("NasBench201", "cell") && has("Darts", "normal") && has("Darts", "reduce"), "{found:?}");
    assert!(has("NasBench101Cells", "cell"), "{found:?}");
    assert!(!has("ViT", "encoder") && !has("ResNet50", "residual"), "{found:?}");
}

#[test]
fn operations_behind_a_sum_stand_in_its_node() {
    let of = |name: &str| CELLS.iter().find(|it| it.name == (name.to_owned(), "cell".to_owned())).map(|it| &it.cell);
    let graphs = of("NasBench101Cells").expect("it is a cell");
    assert!(graphs.edges.iter().all(|it| it.label.is_none()));
    assert_eq!(graphs.nodes.iter().filter(|it| it.label.is_some()).count(), 5);
    let edges = of("NasBench201").expect("it is a cell");
    assert!(edges.edges.iter().all(|it| it.label.is_some()) && edges.nodes.iter().all(|it| it.label.is_none()));
}

#[test]
fn the_boxes_of_an_architecture_cost_what_it_costs() {
    for space in SPACES.iter() {
        let network = first_network(space);
        let plan = plan(&Graph::of_network(space, &network), &everything());
        let params: Option<f64> = plan.items.iter().map(|it| it.costs.params.map(|it| it.most)).sum();
        let macs: Option<f64> = plan.items.iter().map(|it| it.costs.macs.map(|it| it.least)).sum();
        assert_eq!(params, Some(network.params() as f64), "{}", space.name);
        assert_eq!(macs, Some(network.macs() as f64), "{}", space.name);
    }
}

#[test]
fn an_architecture_costs_what_the_boxes_of_its_space_allow() {
    for space in SPACES.iter() {
        let network = first_network(space);
        let plan = plan(&Graph::of_space(space), &everything());
        let bounds: Option<Vec<Range>> = plan.items.iter().map(|it| it.costs.params).collect();
        let most: f64 = bounds.iter().flatten().map(|it| it.most).sum();
        assert!(bounds.is_none() || network.params() as f64 <= most, "{}: {most}", space.name);
    }
}

fn is_apart(one: Rect, other: Rect) -> bool {
    let beside = one.x + one.width <= other.x + 0.01 || other.x + other.width <= one.x + 0.01;
    let below = one.y + one.height <= other.y + 0.01 || other.y + other.height <= one.y + 0.01;
    beside || below
}

fn is_in(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x - 0.01
        && inner.y >= outer.y - 0.01
        && inner.x + inner.width <= outer.x + outer.width + 0.01
        && inner.y + inner.height <= outer.y + outer.height + 0.01
}

#[test]
fn boxes_and_labels_lie_inside_and_never_overlap() {
    for graph in GRAPHS.iter() {
        for options in [Options::default(), everything()] {
            let placed = boxes::place(&plan(graph, &options), &options);
            let whole = Rect { width: placed.width, height: placed.height, ..Rect::default() };
            let all: Vec<Rect> = placed.items.iter().chain(placed.labels.iter().map(|it| &it.1)).copied().collect();
            for (at, one) in all.iter().enumerate() {
                assert!(is_in(*one, whole), "{}", graph.title);
                assert!(all[at + 1..].iter().all(|it| is_apart(*one, *it)), "{}", graph.title);
            }
        }
    }
}

#[test]
fn frames_hold_their_boxes_and_no_others() {
    let mut count = 0;
    for graph in GRAPHS.iter() {
        let plan = plan(graph, &Options::default());
        let placed = boxes::place(&plan, &Options::default());
        for (frame, around) in &placed.frames {
            count += 1;
            for (item, rect) in plan.items.iter().zip(&placed.items) {
                let is_member = item.frames.contains(frame);
                assert!(if is_member { is_in(*rect, *around) } else { is_apart(*rect, *around) }, "{}", graph.title);
            }
        }
    }
    assert!(count > 10);
}

#[test]
fn lines_cross_no_box() {
    for graph in GRAPHS.iter() {
        let plan = plan(graph, &Options::default());
        let placed = boxes::place(&plan, &Options::default());
        let pairs = placed.lines.iter().flat_map(|it| it.points.windows(2));
        for pair in pairs.filter(|it| (it[0].0 - it[1].0).abs() < 0.01) {
            let line = Rect { x: pair[0].0, y: pair[0].1, width: 0.0, height: pair[1].1 - pair[0].1 };
            assert!(placed.items.iter().all(|it| is_apart(line, *it)), "{}", graph.title);
        }
    }
}

#[test]
fn nodes_and_labels_of_a_cell_never_overlap() {
    for Found { name, cell, .. } in CELLS.iter() {
        for options in [Options::default(), Options { form: Form::Fitting, ..everything() }] {
            let placed = cell::place(cell, &options);
            let rect = |it: &Spot| Rect {
                x: it.along,
                y: it.across - it.size.across / 2.0,
                width: it.size.along,
                height: it.size.across,
            };
            let choices = placed.choices.iter().flatten();
            let all: Vec<Rect> =
                placed.nodes.iter().chain(placed.labels.iter().flatten()).chain(choices).map(rect).collect();
            let whole = Rect { width: placed.width, height: placed.height, ..Rect::default() };
            for (at, one) in all.iter().enumerate() {
                assert!(is_in(*one, whole), "{name:?}");
                assert!(all[at + 1..].iter().all(|it| is_apart(*one, *it)), "{name:?}");
            }
        }
    }
}

#[test]
fn pictures_are_valid_xml_with_a_title() {
    for graph in GRAPHS.iter().chain(CELLS.iter().map(|it| &it.graph)) {
        let text = svg(graph, &Options { form: Form::Fitting, ..everything() });
        let document = roxmltree::Document::parse(&text).unwrap();
        let title = document.descendants().find(|it| it.has_tag_name("title")).unwrap();
        assert_eq!(title.text(), Some(graph.title.as_str()));
    }
}

#[test]
fn every_edge_of_a_dot_file_joins_two_of_its_nodes() {
    for graph in GRAPHS.iter().chain(CELLS.iter().map(|it| &it.graph)) {
        let text = dot(graph, &Options::default());
        assert!(text.starts_with("digraph ") && text.ends_with("}\n"));
        assert_eq!(text.matches('{').count(), text.matches('}').count());
        let nodes: BTreeSet<&str> = text.lines().filter(|it| !it.contains(" -> ")).filter_map(name_of).collect();
        for line in text.lines().filter(|it| it.starts_with("  n") && it.contains(" -> ")) {
            let ends = line.trim().split(' ').filter(|it| nodes.contains(it));
            assert_eq!(ends.count(), 2, "{line}");
        }
    }
}

fn name_of(line: &str) -> Option<&str> {
    line.strip_prefix("  ")?
        .split(' ')
        .next()
        .filter(|it| it.strip_prefix('n').is_some_and(|it| it.parse::<u32>().is_ok()))
}

#[test]
fn the_middle_of_a_thousand_different_layers_is_left_out() {
    let text = "space Long { input x: image[1, 4, 4] x -> for i in 1..=1000 { conv(i, 3) } }";
    let compilation = compile(&Library(nas_std_spaces::MODULES), "long.nas", text);
    let graph = Graph::of_space(&compilation.program.spaces["Long"]);
    let text = svg(&graph, &Options::default());
    assert!(text.contains("operations left out") && text.len() < 100_000);
}

#[test]
fn blocks_that_repeat_are_one_frame() {
    let vit = SPACES.iter().find(|it| it.name == "ViT").unwrap();
    let plan = plan(&Graph::of_space(vit), &Options::default());
    let titles: Vec<(&str, usize)> = plan.frames.iter().map(|it| (it.title.as_str(), it.times)).take(2).collect();
    assert_eq!(titles, [("encoder", 12), ("mlp", 1)]);
    assert!(plan.items.len() < 12);
}
