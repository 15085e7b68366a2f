//! What reaches files that are not open, and alternatives that are named after their operation.

use std::{fs, path::Path};

use gen_lsp_types as lsp;
use serde_json::json;

use crate::client::{Client, apply};

const BLOCKS: &str = "/// Half as wide.\nop halve(c: int) = conv(c / 2, 1)\n";
const USER: &str = "\
use \"./blocks.nas\"::{halve as smaller}

space User { input x: image[4, 8, 8] x -> smaller(4) }
";
const BYSTANDER: &str = "op halve(c: int) = conv(c, 1)\nspace Other { input x: image[4, 8, 8] x -> halve(4) }\n";
const BARE: &str = "\
op halve = conv(2, 1)
op keep = conv(2, 3)
space S {
  input x: image[4, 8, 8]
  let choice = oneof { halve, keep }
  let width = oneof [1, 2]
  x -> choice -> conv(width, 1)
  require count(halve) < width and (width == 1 or not (choice is keep))
}
";

fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}/{name}", folder.display())
}

/// A folder with a module, a file that uses it, one in a folder below that does not, and one that is none of ours.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("below")).unwrap();
    fs::create_dir_all(folder.path().join("target")).unwrap();
    fs::write(folder.path().join("blocks.nas"), BLOCKS).unwrap();
    fs::write(folder.path().join("user.nas"), USER).unwrap();
    fs::write(folder.path().join("below/blocks.nas"), BYSTANDER).unwrap();
    fs::write(folder.path().join("target/user.nas"), USER).unwrap();
    folder
}

fn references(document: &crate::client::Document<'_>, offset: usize) -> Vec<(String, u32)> {
    let mut params = document.at(offset);
    params["context"] = json!({ "includeDeclaration": true });
    let found = document.client.ask::<lsp::ReferencesRequest>(params).unwrap().unwrap();
    found.into_iter().map(|it| (it.uri.0, it.range.start.line)).collect()
}

#[test]
fn references_reach_files_that_are_not_open() {
    let folder = folder();
    let client = Client::start_in(folder.path());
    let blocks = client.open(&uri(folder.path(), "blocks.nas"), BLOCKS);
    let found = references(&blocks, blocks.find("halve", 0));
    assert_eq!(found, [(uri(folder.path(), "blocks.nas"), 1), (uri(folder.path(), "user.nas"), 0)]);
}

#[test]
fn renaming_reaches_files_that_are_not_open() {
    let folder = folder();
    let client = Client::start_in(folder.path());
    let blocks = client.open(&uri(folder.path(), "blocks.nas"), BLOCKS);
    let edits = blocks.rename_all(blocks.find("halve", 0), "half");
    assert_eq!(edits.len(), 2);
    assert_eq!(apply(BLOCKS, edits[&uri(folder.path(), "blocks.nas")].clone()), BLOCKS.replace("halve", "half"));
    assert_eq!(apply(USER, edits[&uri(folder.path(), "user.nas")].clone()), USER.replace("halve", "half"));
}

#[test]
fn renaming_from_where_it_is_used_reaches_the_module() {
    let folder = folder();
    let text = "use \"./blocks.nas\"::{halve}\nspace S { input x: image[4, 8, 8] x -> halve(4) }\n";
    let client = Client::start_in(folder.path());
    let main = client.open(&uri(folder.path(), "main.nas"), text);
    let edits = main.rename_all(main.find("halve", 1), "half");
    let files: Vec<&String> = edits.keys().collect();
    let expected = ["blocks.nas", "main.nas", "user.nas"].map(|it| uri(folder.path(), it));
    assert_eq!(files, expected.iter().collect::<Vec<_>>());
}

#[test]
fn without_a_workspace_the_folder_of_the_document_is_looked_at() {
    let folder = folder();
    let client = Client::start();
    let blocks = client.open(&uri(folder.path(), "blocks.nas"), BLOCKS);
    assert_eq!(references(&blocks, blocks.find("halve", 0)).len(), 2);
}

#[test]
fn an_open_document_counts_instead_of_its_file() {
    let folder = folder();
    let client = Client::start_in(folder.path());
    let blocks = client.open(&uri(folder.path(), "blocks.nas"), BLOCKS);
    client.open(&uri(folder.path(), "user.nas"), "// It is not used any more.\n");
    assert_eq!(references(&blocks, blocks.find("halve", 0)), [(uri(folder.path(), "blocks.nas"), 1)]);
}

#[test]
fn folders_can_be_added_and_removed() {
    let folder = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let client = Client::start_in(elsewhere.path());
    let blocks = client.open(&uri(folder.path(), "below/blocks.nas"), BYSTANDER);
    let user = "use \"./below/blocks.nas\"::{halve}\nspace S { input x: image[4, 8, 8] x -> halve(4) }\n";
    fs::write(folder.path().join("main.nas"), user).unwrap();
    let change = |added: bool| {
        let folders = json!([{ "uri": uri(folder.path(), ""), "name": "more" }]);
        let (added, removed) = if added { (folders, json!([])) } else { (json!([]), folders) };
        let event = json!({ "added": added, "removed": removed });
        client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    };
    let count = || references(&blocks, blocks.find("halve", 0)).len();
    assert_eq!(count(), 2);
    change(true);
    assert_eq!(count(), 4);
    change(false);
    assert_eq!(count(), 2);
}

#[test]
fn an_alternative_that_is_asked_for_keeps_its_name_when_its_operation_gets_another() {
    let client = Client::start();
    let document = client.open("untitled:a", BARE);
    assert_eq!(document.diagnostics(), []);
    let renamed = document.rename(document.find("halve", 0), "half").unwrap();
    assert_eq!(renamed, BARE.replace("op halve", "op half").replace("{ halve,", "{ halve: half,"));
    let after = client.open("untitled:b", &renamed);
    assert_eq!(after.diagnostics(), []);
}

#[test]
fn an_alternative_gets_a_name_of_its_own_when_that_is_renamed() {
    let client = Client::start();
    let document = client.open("untitled:a", BARE);
    let renamed = document.rename(document.find("halve)", 0), "small").unwrap();
    let expected = BARE.replace("{ halve,", "{ small: halve,").replace("count(halve)", "count(small)");
    assert_eq!(renamed, expected);
    assert_eq!(client.open("untitled:b", &renamed).diagnostics(), []);
    // From what `is` asks for, and where another alternative has the name already.
    let expected = BARE.replace("keep }", "same: keep }").replace("is keep", "is same");
    assert_eq!(document.rename(document.find("keep)", 0), "same").unwrap(), expected);
    assert!(document.rename(document.find("keep)", 0), "halve").unwrap_err().contains("already"));
}

#[test]
fn an_alternative_that_nothing_asks_for_follows_its_operation() {
    let text =
        "op halve = conv(2, 1)\nspace S {\n  input x: image[4, 8, 8]\n  x -> oneof { halve, keep: conv(2, 3) }\n}\n";
    let client = Client::start();
    let document = client.open("untitled:a", text);
    assert_eq!(document.rename(document.find("halve", 0), "half").unwrap(), text.replace("halve", "half"));
}

#[test]
fn the_label_of_a_bare_alternative_leads_to_it() {
    let client = Client::start();
    let document = client.open("untitled:a", BARE);
    let found = document.definition(document.find("halve)", 0));
    assert_eq!(found.iter().map(|it| it.range.start.line).collect::<Vec<_>>(), [4]);
    let lines: Vec<u32> = references(&document, document.find("halve)", 0)).into_iter().map(|it| it.1).collect();
    assert_eq!(lines, [7, 4]);
}
