//! The pages of the error catalogue, executed.
//!
//! A page holds fenced blocks. A block ` ```nas N0301 ` yields exactly that code, a block ` ```nas ` yields none. A
//! block ` ```nas file=other.nas ` is a neighbour of the next block.

use libtest_mimic::{Failed, Trial};
use nas_compiler::compile;
use nas_grammar::codes;
use nas_tests::Memory;

use crate::Failure;

/// The codes whose pages are executed.
const EXECUTED: [&str; 5] = ["N01", "N02", "N03", "N04", "N09"];

/// One trial per page.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    let pages = codes::ALL.iter().filter(|it| EXECUTED.iter().any(|group| it.id.starts_with(group)));
    pages.map(|it| Trial::test(format!("pages/{}", it.id), || page(it.id, it.explanation).map_err(Failed::from)))
}

struct Block {
    codes: Vec<String>,
    file: Option<String>,
    text: String,
}

fn page(id: &str, explanation: &str) -> Result<(), Failure> {
    let blocks = blocks(explanation);
    for heading in ["## Wrong", "## Right", "## Why"] {
        if !explanation.contains(heading) {
            return Err(format!("the page has no `{heading}`"));
        }
    }
    if !blocks.iter().any(|it| it.codes == [id]) {
        return Err(format!("no block yields {id}"));
    }
    if !blocks.iter().any(|it| it.codes.is_empty() && it.file.is_none()) {
        return Err("no block is right".to_owned());
    }
    let mut world = Memory::default();
    for block in blocks {
        match &block.file {
            Some(file) => world.add(file.clone(), block.text),
            None => execute(&std::mem::take(&mut world), &block)?,
        }
    }
    Ok(())
}

fn execute(world: &Memory, block: &Block) -> Result<(), Failure> {
    let compilation = compile(world, "main.nas", &block.text);
    let found: Vec<&str> = compilation.diagnostics.iter().map(|it| it.code.id).collect();
    if found == block.codes {
        return Ok(());
    }
    let messages: Vec<&str> = compilation.diagnostics.iter().map(|it| it.message.as_str()).collect();
    Err(format!("expected {:?}, found {found:?} {messages:?} in\n{}", block.codes, block.text))
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![];
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text += &format!("{line}\n"),
            (None, Some(info)) => open = block(info),
            (None, None) => {}
        }
    }
    blocks
}

fn block(info: &str) -> Option<Block> {
    let mut words = info.split_whitespace();
    if words.next() != Some("nas") {
        return None;
    }
    let mut block = Block { codes: vec![], file: None, text: String::new() };
    for word in words {
        match word.strip_prefix("file=") {
            Some(file) => block.file = Some(file.to_owned()),
            None => block.codes.push(word.to_owned()),
        }
    }
    Some(block)
}
