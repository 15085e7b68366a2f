//! The pictures of the book are what the crate draws; `NAS_BLESS=1` rewrites them.

use std::{fs, path::Path};

use nas_compiler::{Library, compile};
use nas_drawing::{Graph, Options, svg};

/// File, module, space, and part.
type Picture = (&'static str, &'static str, &'static str, Option<&'static str>);

const PICTURES: [Picture; 4] = [
    ("tiny", "tiny", "Tiny", None),
    ("nasbench201-cell", "nasbench201", "NasBench201", Some("cell")),
    ("resnet50", "resnet", "ResNet50", None),
    ("vit-encoder", "vit", "ViT", Some("encoder")),
];

#[test]
fn the_pictures_of_the_book_are_current() {
    let world = Library(nas_std_spaces::MODULES);
    for (file, module, space, part) in PICTURES {
        let text = nas_std_spaces::get(module).unwrap();
        let compilation = compile(&world, &format!("std::{module}"), text);
        let graph = Graph::of_space(&compilation.program.spaces[space]);
        let graph = part.map_or(graph.clone(), |it| graph.part(it).unwrap());
        let drawn = svg(&graph, &Options::default());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/pictures/{file}.svg"));
        if std::env::var_os("NAS_BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &drawn).unwrap();
        }
        assert!(fs::read_to_string(&path).unwrap() == drawn, "{file}.svg is not current: set NAS_BLESS=1");
    }
}
