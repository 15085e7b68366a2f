use std::path::Path;

use nas_grammar::{Diagnostic, Fix, Sources, Span, codes};

use super::*;

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
