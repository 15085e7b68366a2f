//! The pages of the error catalogue, executed.
//!
//! A page holds fenced blocks. A block ` ```nas N0301 ` yields exactly that code, a block ` ```nas ` yields none and is
//! formatted. A block ` ```nas file=other.nas ` or ` ```csv file=times.csv ` is a neighbour of the next block of nas.

use libtest_mimic::{Failed, Trial};
use nas_compiler::{compile, training::unfit};
use nas_grammar::codes::{self, Code};
use nas_tests::Memory;

use crate::Failure;

/// The codes that no text of a page yields: they belong to what else is read while a command runs, or to a text that is
/// too long for any page. Their pages show what is wrong in words or in the other file, and only what is right is executed.
const IN_WORDS: [&str; 6] = ["N0007", "N0413", "N0601", "N0603", "N0604", "N0699"];

/// The memory in bytes of the machine that pages are written for.
const MACHINE: u64 = 16_000_000_000;

/// One trial per page.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    codes::ALL.iter().map(|it| Trial::test(format!("pages/{}", it.id), || page(it).map_err(Failed::from)))
}

pub(crate) struct Block {
    pub(crate) codes: Vec<String>,
    pub(crate) file: Option<String>,
    text: String,
}

fn page(Code { id, explanation, .. }: &Code) -> Result<(), Failure> {
    let blocks = blocks(explanation);
    for heading in ["## Wrong", "## Right", "## Why"] {
        if !explanation.contains(heading) {
            return Err(format!("the page has no `{heading}`"));
        }
    }
    if blocks.iter().any(|it| it.codes == [*id]) == IN_WORDS.contains(id) {
        return Err(format!("either a block yields {id}, or it is shown in words"));
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

pub(crate) fn execute(world: &Memory, block: &Block) -> Result<(), Failure> {
    let mut compilation = compile(world, "main.nas", &block.text);
    compilation.diagnostics.extend(unfit(&compilation.program, MACHINE));
    let found: Vec<&str> = compilation.diagnostics.iter().map(|it| it.code.id).collect();
    if found == block.codes {
        return if found.is_empty() { formatted(&block.text) } else { Ok(()) };
    }
    let messages: Vec<&str> = compilation.diagnostics.iter().map(|it| it.message.as_str()).collect();
    Err(format!("expected {:?}, found {found:?} {messages:?} in\n{}", block.codes, block.text))
}

fn formatted(text: &str) -> Result<(), Failure> {
    match nas_grammar::format(text) {
        Ok(formatted) if formatted == text => Ok(()),
        Ok(formatted) => Err(format!("what is right should be formatted:\n{formatted}")),
        Err(_) => Err(format!("what is right cannot be formatted:\n{text}")),
    }
}

pub(crate) fn blocks(text: &str) -> Vec<Block> {
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
    let language = words.next();
    let mut block = Block { codes: vec![], file: None, text: String::new() };
    for word in words {
        match word.strip_prefix("file=") {
            Some(file) => block.file = Some(file.to_owned()),
            None => block.codes.push(word.to_owned()),
        }
    }
    (language == Some("nas") || block.file.is_some()).then_some(block)
}
