//! One test per request.

use gen_lsp_types as lsp;
use serde_json::json;

use crate::client::{Client, apply, slice, standard, whole};

const NEIGHBOUR: &str = "/// Twice as wide.\nop wide(c: int) = conv(2 * c)\n";
const MAIN: &str = "\
use \"./blocks.nas\"::{wide}

space S {
  input x: image[3, 8, 8]
  x -> wide(8) -> global_avg_pool() -> linear(10)
}
";

#[test]
fn diagnostics_have_codes_links_and_places() {
    let client = Client::start();
    let text = "const a = 1\nconst a = 2\n";
    let document = client.open("file:///p/a.nas", text);
    let found = document.diagnostics();
    let [only] = &found[..] else { panic!("{found:?}") };
    assert_eq!(only.code, Some(lsp::Code::String("N0102".to_owned())));
    assert!(only.code_description.as_ref().unwrap().href.0.ends_with("/N0102.md"));
    assert_eq!((only.range.start.line, slice(text, only.range)), (1, "a"));
    let related = only.related_information.as_ref().unwrap();
    assert_eq!((related[0].location.range.start.line, related[0].message.as_str()), (0, "first defined here"));
}

#[test]
fn diagnostics_are_those_of_the_compiler() {
    let client = Client::start();
    let text = "space S {\n  input x: image[3, 8, 8]\n  x -> convv(8) -> conv(8, kernl: 3)\n  sum(x, y)\n}\n";
    let document = client.open("untitled:a", text);
    let expected = nas_compiler::compile(&nas_compiler::Library(nas_std_spaces::MODULES), "a.nas", text).diagnostics;
    let ids: Vec<_> = expected.iter().map(|it| Some(lsp::Code::String(it.code.id.to_owned()))).collect();
    let found: Vec<_> = document.diagnostics().into_iter().map(|it| it.code).collect();
    assert_eq!(found, ids);
    assert!(ids.len() >= 2);
}

#[test]
fn mistakes_in_the_standard_library_are_shown_where_it_is_used() {
    let client = Client::start();
    let text = "use std::blocks::squeeze_excite\n\nspace S {\n  input x: vector[8]\n  x -> squeeze_excite(4)\n}\n";
    let document = client.open("untitled:a", text);
    let found = document.diagnostics();
    assert!(!found.is_empty() && found.iter().all(|it| offset_is_inside(text, it.range)), "{found:?}");
}

fn offset_is_inside(text: &str, range: lsp::Range) -> bool {
    (range.end.line as usize) < text.lines().count()
}

#[test]
fn places_are_counted_in_utf16() {
    let client = Client::start();
    let text = "device d {\n  description: \"𝔸ä\", tabel: \"t.csv\"\n}\n";
    let document = client.open("untitled:a", text);
    let found = document.diagnostics();
    let unknown = found.iter().find(|it| it.code == Some(lsp::Code::String("N0501".to_owned()))).unwrap();
    assert_eq!(slice(text, unknown.range), "tabel");
    assert_eq!(unknown.range.start, lsp::Position { line: 1, character: 22 });
}

#[test]
fn a_fixed_mistake_disappears() {
    let client = Client::start();
    let mut document = client.open("untitled:a", "// ä𝔸\nconst a = b\n");
    assert_eq!(document.diagnostics().len(), 1);
    let at = document.text.find('b').unwrap();
    document.edit(at..at + 1, "1");
    assert_eq!(document.diagnostics(), []);
}

#[test]
fn open_documents_come_before_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("blocks.nas"), NEIGHBOUR).unwrap();
    let client = Client::start();
    let main = client.open(&format!("file://{}/main.nas", folder.path().display()), MAIN);
    assert_eq!(main.diagnostics(), []);
    let uri = format!("file://{}/blocks.nas", folder.path().display());
    let mut neighbour = client.open(&uri, NEIGHBOUR);
    assert_eq!(main.diagnostics(), []);
    // The name is gone in the editor, not on the disk.
    let at = neighbour.find("wide", 1);
    neighbour.edit(at..at + 4, "broad");
    let codes: Vec<_> = main.diagnostics().into_iter().filter_map(|it| it.code).collect();
    assert_eq!(codes[0], lsp::Code::String("N0104".to_owned()));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(main.diagnostics(), []);
}

#[test]
fn mistakes_of_a_neighbour_are_shown_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("blocks.nas"), "op wide(c: int) = convv(2 * c)\n").unwrap();
    let client = Client::start();
    let main = client.open(&format!("file://{}/main.nas", folder.path().display()), MAIN);
    main.diagnostics();
    let found = client.diagnostics(&format!("file://{}/blocks.nas", folder.path().display()));
    assert_eq!(found[0].code, Some(lsp::Code::String("N0101".to_owned())));
}

#[test]
fn hover_shows_primitives_as_they_are_registered() {
    let client = Client::start();
    let (uri, text) = standard("nasbench201");
    let document = client.open(&uri, text);
    let hover = document.hover(document.find("avg_pool(3", 0)).unwrap();
    let docs = nas_compiler::ops::find("avg_pool").unwrap().docs;
    assert!(hover.contains("avg_pool(") && hover.contains(docs), "{hover}");
}

#[test]
fn hover_shows_signature_documentation_and_shape() {
    let client = Client::start();
    let (uri, text) = standard("nasbench201");
    let document = client.open(&uri, text);
    let hover = document.hover(document.find("residual_reduction(2", 0)).unwrap();
    assert!(hover.contains("block residual_reduction(x: image, c: int)"), "{hover}");
    assert!(hover.contains("Residual block with stride 2"), "{hover}");
    assert!(hover.contains("gives `image[32, 16, 16]`"), "{hover}");
    // 16 * 3 * 3 * 3 weights of the stem, on 32 x 32 pixels.
    let stem = document.hover(document.find("conv(c, 3)", 0)).unwrap();
    assert!(stem.contains("params: 432") && stem.contains("macs: 442,368"), "{stem}");
}

#[test]
fn hover_shows_what_a_decision_chooses_from() {
    let client = Client::start();
    let (uri, text) = standard("tiny");
    let document = client.open(&uri, text);
    let named = document.hover(document.find("width", 0)).unwrap();
    assert!(named.contains("one of 4: 4, 8, 12, 16") && named.contains("decides `width`"), "{named}");
    let keyword = document.hover(document.find("oneof 1..=2", 0)).unwrap();
    assert!(keyword.contains("one of 2: 1, 2"), "{keyword}");
}

#[test]
fn hover_counts_a_space() {
    let client = Client::start();
    let (uri, text) = standard("nasbench201");
    let document = client.open(&uri, text);
    let hover = document.hover(document.find("NasBench201(", 0)).unwrap();
    assert!(hover.contains("15,625 architectures"), "{hover}");
    let small = client.open("untitled:a", "space S {\n  input x: vector[4]\n  x -> linear(oneof [2, 3])\n}\n");
    let hover = small.hover(small.find("S {", 0)).unwrap();
    // 4 weights and a bias for each of two or three outputs.
    assert!(hover.contains("params: 10 to 15") && hover.contains("macs: 8 to 12"), "{hover}");
}

#[test]
fn definitions_lead_into_the_standard_library() {
    let client = Client::start();
    let document = client.open("untitled:a", "use std::blocks::bn_relu as act\nop a = conv(8) -> act\n");
    let found = document.definition(document.find("act", 1));
    assert_eq!(found[0].uri.0, "nas-std:///blocks.nas");
    let text = client.ask::<lsp::TextDocumentContentRequest>(json!({ "uri": found[0].uri })).unwrap().text;
    assert_eq!(text, nas_std_spaces::get("blocks").unwrap());
    assert_eq!(slice(&text, found[0].range), "bn_relu");
    // Some editors leave out the empty authority.
    let short = client.ask::<lsp::TextDocumentContentRequest>(json!({ "uri": "nas-std:/blocks.nas" })).unwrap();
    assert_eq!(short.text, text);
    assert!(client.ask::<lsp::TextDocumentContentRequest>(json!({ "uri": "nas-std:///none.nas" })).is_err());
}

#[test]
fn references_are_found_in_all_open_documents() {
    let folder = tempfile::tempdir().unwrap();
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    let client = Client::start();
    let neighbour = client.open(&uri("blocks.nas"), NEIGHBOUR);
    let main = client.open(&uri("main.nas"), MAIN);
    let mut params = neighbour.at(neighbour.find("wide(", 0));
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.ask::<lsp::ReferencesRequest>(params).unwrap().unwrap();
    let places: Vec<_> = found.iter().map(|it| (it.uri.0.clone(), it.range.start.line)).collect();
    assert_eq!(places, [(uri("blocks.nas"), 1), (uri("main.nas"), 0), (uri("main.nas"), 4)]);
    let highlights = client.ask::<lsp::DocumentHighlightRequest>(main.at(main.find("wide", 0))).unwrap().unwrap();
    assert_eq!(highlights.len(), 2);
}

#[test]
fn renaming_reaches_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    let client = Client::start();
    let neighbour = client.open(&uri("blocks.nas"), NEIGHBOUR);
    client.open(&uri("main.nas"), MAIN);
    let mut params = neighbour.at(neighbour.find("wide(", 0));
    params["newName"] = json!("broad");
    let changes = client.ask::<lsp::RenameRequest>(params).unwrap().unwrap().changes.unwrap();
    let of = |name: &str| changes.iter().find(|it| it.0.0 == uri(name)).unwrap().1.clone();
    assert_eq!(apply(NEIGHBOUR, of("blocks.nas")), NEIGHBOUR.replace("wide(", "broad("));
    assert_eq!(apply(MAIN, of("main.nas")), MAIN.replace("wide", "broad"));
}

#[test]
fn renaming_refuses_with_a_reason() {
    let client = Client::start();
    let text = "use std::blocks::sep_conv\nconst a = 1\nconst b = a\nop c = sep_conv(a) -> relu()\n";
    let document = client.open("untitled:a", text);
    let refusal = |word: &str, at: usize, name: &str| document.rename(document.find(word, at), name).unwrap_err();
    assert!(refusal("sep_conv", 1, "x").contains("standard library"));
    assert!(refusal("relu", 0, "x").contains("built in"));
    assert!(refusal("a = 1", 0, "b").contains("already"));
    assert!(refusal("a = 1", 0, "let").contains("not a name"));
    assert!(refusal("blocks", 0, "x").contains("file"));
    assert_eq!(
        document.rename(document.find("a = 1", 0), "z").unwrap(),
        text.replace("a = 1", "z = 1").replace("= a", "= z").replace("(a)", "(z)")
    );
    let prepared = client.ask::<lsp::PrepareRenameRequest>(document.at(document.find("relu", 0)));
    assert!(prepared.is_err());
}

#[test]
fn completion_knows_the_place() {
    let client = Client::start();
    let text = "\
use std::
use std::blocks
block layer(x: image, c: int) {
  let inner = 2 * c
  x -> conv(inner, )
  x -> blocks::
}
search s {
  
  strategy: 
  estimator: train(ep)
}
";
    let document = client.open("untitled:a", text);
    let labels = |before: &str, at: usize| document.labels(document.find(before, at) + before.len());
    assert!(labels("use std::", 0).contains(&"mobilenet_v3".to_owned()));
    assert_eq!(labels("conv(inner, ", 0)[0], "out");
    assert!(labels("conv(inner, ", 0).iter().any(|it| it == "kernel"));
    let names = labels("x -> ", 0);
    assert!(["inner", "c", "x", "conv", "blocks", "layer"].iter().all(|it| names.iter().any(|name| name == it)));
    assert!(labels("search s {\n  ", 0).contains(&"budget".to_owned()));
    let strategies: Vec<&str> = nas_compiler::vocabulary::STRATEGIES.components.iter().map(|it| it.name).collect();
    assert_eq!(labels("strategy: ", 0), strategies);
    assert!(labels("train(ep", 0).contains(&"epochs".to_owned()));
}

#[test]
fn completion_lists_members_of_modules() {
    let client = Client::start();
    let document = client.open("untitled:a", "use std::blocks\nop a = blocks::s\nuse std::darts::{\n");
    let members = document.labels(document.find("blocks::s", 0) + 9);
    assert!(members.contains(&"sep_conv".to_owned()) && !members.contains(&"conv".to_owned()));
    assert!(document.labels(document.find("{", 0) + 1).contains(&"Darts".to_owned()));
}

#[test]
fn hints_show_constant_shapes_and_counts() {
    let client = Client::start();
    let (uri, text) = standard("nasbench201");
    let document = client.open(&uri, text);
    let hints = client
        .ask::<lsp::InlayHintRequest>(json!({ "textDocument": { "uri": uri }, "range": whole() }))
        .unwrap()
        .unwrap();
    let label = |it: &lsp::InlayHint| match &it.label {
        lsp::Label::String(text) => (it.position.line as usize, text.clone()),
        lsp::Label::InlayHintLabelPartList(_) => panic!(),
    };
    let hints: Vec<_> = hints.iter().map(label).collect();
    let line = |text: &str| document.text[..document.find(text, 0)].matches('\n').count();
    assert!(hints.contains(&(line("space NasBench201"), "15,625 architectures".to_owned())), "{hints:?}");
    assert!(hints.contains(&(line("residual_reduction(2"), "image[32, 16, 16]".to_owned())), "{hints:?}");
    let (uri, text) = standard("darts");
    let document = client.open(&uri, text);
    let hints = client
        .ask::<lsp::InlayHintRequest>(json!({ "textDocument": { "uri": uri }, "range": whole() }))
        .unwrap()
        .unwrap();
    let stem = document.text[..document.find("let stem", 0)].matches('\n').count();
    assert!(hints.iter().map(label).any(|it| it == (stem, ": image[48, 32, 32]".to_owned())));
}

#[test]
fn the_outline_nests() {
    let client = Client::start();
    let (uri, text) = standard("tiny");
    client.open(&uri, text);
    let symbols = client.ask::<lsp::DocumentSymbolRequest>(json!({ "textDocument": { "uri": uri } })).unwrap();
    let Some(lsp::DocumentSymbolResponse::DocumentSymbolList(symbols)) = symbols else { panic!() };
    assert_eq!(symbols[0].name, "Tiny");
    let children: Vec<_> = symbols[0].children.iter().flatten().map(|it| it.name.as_str()).collect();
    assert_eq!(children, ["channels", "size", "classes", "x", "width", "pool", "stages"]);
}

#[test]
fn fixes_are_offered_for_misspelt_names_and_unused_imports() {
    let client = Client::start();
    let text = "use std::blocks::sep_conv\n\nop a = convv(8)\n";
    let document = client.open("untitled:a", text);
    let actions = |document: &crate::client::Document<'_>| {
        let context = json!({ "diagnostics": [] });
        let params = json!({ "textDocument": { "uri": document.uri }, "range": whole(), "context": context });
        let found = client.ask::<lsp::CodeActionRequest>(params).unwrap().unwrap();
        let edits = found.into_iter().map(|it| match it {
            lsp::CodeActionResponse::CodeAction(it) => (it.title, it.edit.unwrap().changes.unwrap()),
            lsp::CodeActionResponse::Command(it) => panic!("{it:?}"),
        });
        edits.collect::<Vec<_>>()
    };
    let found = actions(&document);
    assert_eq!(found[0].0, "Replace with `conv`");
    let edits = found[0].1.values().next().unwrap().clone();
    let fixed = apply(text, edits);
    assert_eq!(fixed, text.replace("convv", "conv"));
    let document = client.open("untitled:b", &fixed);
    let found = actions(&document);
    assert_eq!(found[0].0, "Remove it");
    assert_eq!(apply(&fixed, found[0].1.values().next().unwrap().clone()), "\nop a = conv(8)\n");
}
