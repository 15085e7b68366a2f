//! The pictures of the book are what the crate draws; `NAS_BLESS=1` rewrites them.

#![expect(clippy::unwrap_used, reason = "a picture that cannot be drawn fails the test")]

use std::{collections::BTreeSet, fs, path::Path};

use nas_compiler::{Library, compile, instantiate::instantiate, ir::Architecture, point::resolve};
use nas_drawing::{Graph, Options, svg};

/// A space whose layers may be absent.
const DEPTH: &str = "
block residual(x: image) { sum(x, x -> relu() -> conv(8)) }

space Depth {
  input x: image[8, 8, 8]
  let depth = oneof 0..=2
  x -> conv(8) -> repeat(depth) { residual() } -> global_avg_pool() -> linear(10)
}
";

/// A picture of the book.
struct Picture {
    file: &'static str,
    /// Module, space, and part.
    of: (&'static str, &'static str, Option<&'static str>),
    /// The text of an architecture, if it is one.
    architecture: Option<String>,
    /// Shows shapes and costs.
    is_detailed: bool,
}

/// A cell of NAS-Bench-201 with an edge of every kind.
const CELL: &str = r#"(format: 1, space: "NasBench201", choices: {
    "cell.node1.from0.edge": "nor_conv_3x3",
    "cell.node2.from0.edge": "avg_pool_3x3",
    "cell.node2.from1.edge": "nor_conv_3x3",
    "cell.node3.from0.edge": "skip_connect",
    "cell.node3.from1.edge": "none",
    "cell.node3.from2.edge": "nor_conv_1x1",
})"#;

/// A cell of NAS-Bench-101 with three branches: where the edges into each vertex come from.
const EDGES: [&[usize]; 6] = [&[0], &[0], &[0], &[3], &[0], &[1, 2, 4, 5]];
const OPERATIONS: [&str; 5] = ["conv1x1", "conv3x3", "conv3x3", "conv3x3", "maxpool3x3"];

fn graph_cell() -> String {
    let mut text = "(format: 1, space: \"NasBench101Cells\", choices: {\"cell.graph.interior\": 5".to_owned();
    for (at, sources) in EDGES.iter().enumerate() {
        for from in 0..=at {
            let taken = u8::from(sources.contains(&from));
            text.push_str(&format!(", \"cell.graph.vertex{}.from{from}.edge\": {taken}", at + 1));
        }
    }
    for (at, operation) in OPERATIONS.iter().enumerate() {
        text.push_str(&format!(", \"cell.vertex{}.op\": \"{operation}\"", at + 1));
    }
    text + "})"
}

const fn space(file: &'static str, of: (&'static str, &'static str, Option<&'static str>)) -> Picture {
    Picture { file, of, architecture: None, is_detailed: false }
}

fn pictures() -> Vec<Picture> {
    let cell = ("nasbench201", "NasBench201", Some("cell"));
    let graphs = ("nasbench101", "NasBench101Cells", Some("cell"));
    let darts = |part| ("darts", "Darts", Some(part));
    let genotype = nas_std_spaces::GENOTYPES.iter().find(|it| it.0 == "darts_v2").map(|it| it.1.to_owned());
    vec![
        space("tiny", ("tiny", "Tiny", None)),
        space("nasbench201", ("nasbench201", "NasBench201", None)),
        space("nasbench201-cell", cell),
        Picture { architecture: Some(CELL.to_owned()), ..space("nasbench201-architecture", cell) },
        space("darts-normal", darts("normal")),
        Picture { architecture: genotype.clone(), ..space("darts-v2-normal", darts("normal")) },
        Picture { architecture: genotype, ..space("darts-v2-reduce", darts("reduce")) },
        space("nasbench101-cells", graphs),
        Picture { architecture: Some(graph_cell()), ..space("nasbench101-architecture", graphs) },
        space("resnet50", ("resnet", "ResNet50", None)),
        space("searched-mobilenet-v2", ("mobilenet_v2", "SearchedMobileNetV2", None)),
        space("depth", ("depth", "Depth", None)),
        space("vit", ("vit", "ViT", None)),
        Picture { is_detailed: true, ..space("vit-encoder", ("vit", "ViT", Some("encoder"))) },
    ]
}

fn draw(picture: &Picture) -> String {
    let world = Library(nas_std_spaces::MODULES);
    let (module, space, part) = picture.of;
    let text = nas_std_spaces::get(module).unwrap_or(DEPTH);
    let space = &compile(&world, &format!("std::{module}"), text).program.spaces[space];
    let graph = match &picture.architecture {
        Some(text) => {
            let architecture: Architecture = ron::from_str(text).unwrap();
            Graph::of_network(space, &instantiate(space, &resolve(space, &architecture).unwrap()))
        }
        None => Graph::of_space(space),
    };
    let graph = part.map_or(graph.clone(), |it| graph.part(it).unwrap());
    let is_shown = picture.is_detailed;
    svg(&graph, &Options { shapes: is_shown, costs: is_shown, ..Options::default() })
}

#[test]
fn the_pictures_of_the_book_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
    for picture in pictures() {
        let drawn = draw(&picture);
        let path = folder.join(format!("{}.svg", picture.file));
        if std::env::var_os("NAS_BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &drawn).unwrap();
        }
        let is_current = fs::read_to_string(&path).is_ok_and(|it| it == drawn);
        assert!(is_current, "{}.svg is not current: set NAS_BLESS=1", picture.file);
    }
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    // Plots of measurements are no pictures of spaces.
    let files: BTreeSet<String> = files.filter(|it| !it.starts_with("growth-")).collect();
    assert_eq!(files, pictures().iter().map(|it| format!("{}.svg", it.file)).collect());
}

#[test]
fn the_book_shows_every_picture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let page = fs::read_to_string(folder.join("reference/draw.md")).unwrap();
    let drawn: Vec<String> = pictures().iter().map(|it| format!("{}.svg", it.file)).collect();
    assert!(drawn.iter().all(|it| page.contains(&format!("(../pictures/{it})"))), "{drawn:?}");
}
