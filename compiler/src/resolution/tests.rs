use crate::{Library, analysis::analyse};

/// What the name at the `at`-th place of a word in a text stands for, written as the text of its definition's line.
fn definition(text: &str, word: &str, at: usize) -> String {
    let analysis = analyse(&Library(nas_std_spaces::MODULES), "main.nas", text, &[]);
    let resolution = &analysis.resolution;
    let offset = text.match_indices(word).nth(at).expect("the word is there").0;
    let occurrence = resolution.at(nas_grammar::FileId(0), offset).expect("a name stands there");
    match resolution.named(&occurrence.symbol) {
        Some(named) => format!("{} {}", analysis.modules.sources.get(named.span.file).name, analysis.text(named.whole)),
        None => format!("{:?}", occurrence.symbol),
    }
}

const TEXT: &str = "\
use std::blocks::{bn_relu as act, sep_conv}
use std::blocks
/// Says c.
block layer(x: image, c: int = 8) {
  let c2 = 2 * c
  x -> conv(c2, kernel: 3) -> act -> blocks::conv_bn(c: c)
}
space S(width: int = 4) {
  input x: image[3, 8, 8]
  let y = x -> layer(c: width)
  let choice = oneof { conv: conv(8), skip: identity() }
  let all = for y in [y, x] { y -> layer(8) }
  concat(all) -> choice -> global_avg_pool()
  require choice is conv implies params <= 1M
}
";

#[test]
fn the_innermost_binding_is_meant() {
    assert_eq!(definition(TEXT, "y ->", 0), "main.nas y");
    assert!(definition(TEXT, "y, x", 0).starts_with("main.nas let y = "));
}

#[test]
fn names_of_other_modules_are_found_there() {
    assert!(definition(TEXT, "act ->", 0).starts_with("std::blocks op bn_relu"));
    assert!(definition(TEXT, "conv_bn(", 0).starts_with("std::blocks op conv_bn("));
    assert!(definition(TEXT, "c: c", 0).starts_with("std::blocks c: int"));
}

#[test]
fn arguments_stand_for_parameters() {
    assert_eq!(definition(TEXT, "c: width", 0), "main.nas c: int = 8");
    assert_eq!(definition(TEXT, "kernel", 0), "PrimitiveParam(\"conv\", \"kernel\")");
}

#[test]
fn labels_and_costs_are_told_apart_from_operations() {
    assert_eq!(definition(TEXT, "conv implies", 0), "Label(\"conv\")");
    assert_eq!(definition(TEXT, "params", 0), "Cost(\"params\")");
    assert_eq!(definition(TEXT, "conv(8)", 0), "Primitive(\"conv\")");
}

#[test]
fn comments_before_an_item_document_it() {
    let analysis = analyse(&Library(nas_std_spaces::MODULES), "main.nas", TEXT, &[]);
    let resolution = &analysis.resolution;
    let layer = resolution.named.values().find(|it| it.name == "layer").unwrap();
    assert_eq!(super::docs(&analysis.modules, layer.whole), "Says c.");
}

#[test]
fn a_name_is_visible_behind_its_binding_only() {
    let analysis = analyse(&Library(nas_std_spaces::MODULES), "main.nas", TEXT, &[]);
    let resolution = &analysis.resolution;
    let visible = |at: usize| -> Vec<&str> {
        resolution.visible(nas_grammar::FileId(0), at).into_iter().map(|it| it.name.as_str()).collect()
    };
    assert_eq!(visible(TEXT.find("conv(c2").unwrap()), ["x", "c", "c2"]);
    assert_eq!(visible(TEXT.find("x -> layer(c").unwrap()), ["width", "x"]);
}

/// Every program of the corpus.
fn corpus() -> Vec<(String, String)> {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus"))];
    let mut programs = vec![];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "nas") {
                programs.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    programs
}

#[test]
fn what_the_compiler_does_not_know_is_not_resolved() {
    let mut unknown = 0;
    for (path, text) in corpus() {
        let analysis = analyse(&Library(nas_std_spaces::MODULES), "main.nas", &text, &[]);
        let resolution = &analysis.resolution;
        for diagnostic in analysis.diagnostics.iter().filter(|it| it.code.id == "N0101") {
            let found = resolution.occurrences.iter().find(|it| it.span == diagnostic.span());
            assert_eq!(found, None, "{path}");
            unknown += 1;
        }
    }
    assert!(unknown > 0);
}

#[test]
fn what_is_not_resolved_the_compiler_does_not_know() {
    let mut known = 0;
    for (path, text) in corpus() {
        let analysis = analyse(&Library(nas_std_spaces::MODULES), "main.nas", &text, &[]);
        if analysis.diagnostics.iter().any(|it| it.severity == nas_grammar::Severity::Error) {
            continue;
        }
        let resolution = &analysis.resolution;
        analysis.modules.list[0].ast.walk(&mut |it| {
            let nas_grammar::ast::ExprKind::Path(path_expr) = &*it.kind else { return };
            for name in &path_expr.names {
                let is_found = resolution.occurrences.iter().any(|it| it.span == name.span);
                assert!(is_found, "{path}: `{}` at {:?}", name.text, name.span);
                known += 1;
            }
        });
    }
    assert!(known > 100);
}
