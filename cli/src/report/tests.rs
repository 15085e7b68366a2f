use std::path::{Path, PathBuf};

use nas_compiler::compile;
use nas_grammar::{Diagnostic, Fix, Sources, Span, codes};

use super::*;
use crate::world::Disk;

/// Two files, an error with a label in each, and a warning with a fix.
fn example() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let main = sources.add("main.nas", "use \"./blocks.nas\"\nx -> conv(8)\n");
    let blocks = sources.add("blocks.nas", "op äh() = relu()\n");
    let error = Diagnostic::error(&codes::SHAPES_DISAGREE, Span::new(main, 24..31), "the shapes do not agree")
        .label("image[8, 4, 4]")
        .also(Span::new(blocks, 11..15), "image[4, 4, 4]")
        .help("make both `8` wide");
    let mut warning = Diagnostic::warning(&codes::UNUSED_NAME, Span::new(blocks, 3..6), "nothing uses `äh`");
    warning.fix = Some(Fix { span: Span::new(blocks, 0..17), replacement: String::new() });
    (sources, vec![error, warning])
}

fn rendered(format: Format) -> String {
    let (sources, diagnostics) = example();
    let places = Places { sources: &sources, folder: Path::new("examples") };
    anstream::adapter::strip_str(&render(format, &diagnostics, places, 80)).to_string()
}

#[test]
fn short_reports_are_a_line_each() {
    insta::assert_snapshot!(rendered(Format::Short));
}

#[test]
fn json_reports_are_an_object_on_each_line() {
    insta::assert_snapshot!(rendered(Format::Json));
}

#[test]
fn human_reports_show_the_lines_of_both_files() {
    insta::assert_snapshot!(rendered(Format::Human));
}

/// Behind each program of the page stands what `nas check` prints of it. `NAS_BLESS=1` writes the page anew.
#[test]
fn the_page_of_mistakes_shows_what_check_prints() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/mistakes.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let mut pieces: Vec<String> = text.split("```").map(str::to_owned).collect();
    let programs: Vec<usize> = (0..pieces.len()).filter(|it| pieces[*it].starts_with("nas N")).collect();
    assert_eq!(programs.len(), 11, "ten, and the warning beside the fourth");
    for at in programs {
        let (_, program) = pieces[at].split_once('\n').unwrap();
        let compilation = compile(&Disk { root: PathBuf::new() }, "mistake.nas", program);
        let places = Places { sources: &compilation.sources, folder: Path::new("") };
        let report = render(Format::Human, &compilation.diagnostics, places, 100);
        let report = anstream::adapter::strip_str(&report).to_string();
        let lines: Vec<&str> = report.trim().lines().map(str::trim_end).collect();
        pieces[at + 2] = format!("text\n{}\n", lines.join("\n"));
    }
    let written = pieces.join("```");
    if std::env::var_os("NAS_BLESS").is_some() {
        std::fs::write(&page, &written).unwrap();
    }
    assert!(text == written, "the page differs: `NAS_BLESS=1 cargo test -p nas mistakes` writes it anew");
}
