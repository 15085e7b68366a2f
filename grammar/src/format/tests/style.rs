//! What the one style looks like.

use super::*;

/// Checks that a text is already formatted.
fn stays(text: &str) {
    assert_eq!(checked(text), text);
}

fn becomes(text: &str, formatted: &str) {
    assert_eq!(checked(text), formatted);
}

#[test]
fn the_tour_is_formatted() {
    stays(include_str!("../../parse/tour.nas"));
}

#[test]
fn a_text_with_mistakes_is_refused() {
    assert_eq!(format("const a = *\nconst b = (\n").unwrap_err().len(), 2);
}

#[test]
fn an_empty_file_stays_empty() {
    becomes("", "");
    becomes("\n\n \n", "");
    becomes("\u{FEFF}\r\n// only this\r\n\r\n\r\n\r\n// and this", "// only this\n\n// and this\n");
}

#[test]
fn spaces_are_put_where_they_belong() {
    becomes(
        "op f ( a:int=1 ,b:[ image ] )=g(a,k:3)->h(-a*2+ - 1,[1,2 , ],{a:1})\n",
        "op f(a: int = 1, b: [image]) = g(a, k: 3) -> h(-a * 2 + -1, [1, 2], { a: 1 })\n",
    );
    becomes("const a = ( b..=3 )[ 1 .. ]\n", "const a = (b..=3)[1..]\n");
    becomes("const a = oneof 16 ..= 64   step 16\n", "const a = oneof 16..=64 step 16\n");
    becomes("op f() { x }\n", "op f { x }\n");
}

#[test]
fn numbers_and_texts_stay_as_written() {
    stays("const a = [1_000, 3.50M, 1e-3, 70%, 10ms, 64 trials, \"\\n \\\" // ü\"]\n");
}

#[test]
fn items_are_one_empty_line_apart() {
    becomes(
        "use a\nuse b\nconst c = 1\n\n\n\nconst d = 2\nop e = f\n// about g\nop g = h // trailing\nop i = j\n\n\n// end\n",
        "use a\nuse b\n\nconst c = 1\n\nconst d = 2\n\nop e = f\n\n// about g\nop g = h  // trailing\n\nop i = j\n\n// end\n",
    );
}

#[test]
fn statements_keep_at_most_one_empty_line() {
    becomes(
        "space s {\n\n\n  let a = 1\n\n\n\n  let b = 2\n  b\n\n}\n",
        "space s {\n  let a = 1\n\n  let b = 2\n  b\n}\n",
    );
}

#[test]
fn a_block_of_one_statement_stays_on_its_line() {
    stays("op f(x: image) { x -> g }\n");
    stays("op f(x: image) {\n  x -> g\n}\n");
    becomes("op f(x: image) { let a = x a }\n", "op f(x: image) {\n  let a = x\n  a\n}\n");
    becomes("space s {\n}\n", "space s {}\n");
    stays("space s {\n  // nothing yet\n}\n");
}

#[test]
fn an_if_breaks_all_of_its_blocks_or_none() {
    stays("op f = if a { b } else if c { d } else { e }\n");
    becomes("op f = if a { b } else {\n c }\n", "op f = if a {\n  b\n} else {\n  c\n}\n");
}

#[test]
fn a_pipeline_keeps_its_line_breaks() {
    stays("op f =\n  a -> b\n    -> c -> d\n    -> e\n");
    becomes("op f = a ->\n b -> c\n", "op f =\n  a\n    -> b -> c\n");
}

#[test]
fn a_pipeline_that_is_too_long_is_filled() {
    let stage = " -> stage_with_a_name(kernel: 3)";
    let line = stage.trim_start();
    becomes(
        &format!("op f = start{}\n", stage.repeat(5)),
        &format!("op f =\n  start{stage}{stage}\n    {line}{stage}{stage}\n"),
    );
}

#[test]
fn blocks_in_a_pipeline_hang_on_their_line() {
    stays(
        "space s {\n  let y = x -> repeat(3) {\n    a\n  }\n    -> repeat(2) {\n      b\n      c\n    }\n    -> d\n  y\n}\n",
    );
}

#[test]
fn what_was_broken_stays_broken_with_a_line_each() {
    becomes("const a = [1, 2,\n 3]\n", "const a = [\n  1,\n  2,\n  3,\n]\n");
    becomes("op f(a: int,\n b: int) = c\n", "op f(\n  a: int,\n  b: int,\n) = c\n");
    becomes("use a::{b,\nc}\n", "use a::{\n  b,\n  c,\n}\n");
    stays("const a = [\n  1,\n\n  2,  // two\n  // three\n]\n");
}

#[test]
fn what_does_not_fit_is_broken() {
    let long = "a_rather_long_name_of_an_operation";
    becomes(
        &format!("const a = f({long}, k: {long}, {long})\n"),
        &format!("const a = f(\n  {long},\n  k: {long},\n  {long},\n)\n"),
    );
    becomes(
        &format!("const a = {long} and {long} + {long} * 2 and {long}\n"),
        &format!("const a = {long}\n  and {long} + {long} * 2\n  and {long}\n"),
    );
    becomes(
        &format!("space s {{ require {long} <= {long} else \"{long} {long}\" }}\n"),
        &format!("space s {{\n  require {long} <= {long}\n    else \"{long} {long}\"\n}}\n"),
    );
}

#[test]
fn a_single_bracketed_argument_hugs_its_call() {
    stays("op f = sum(for n in nodes {\n  let a = n\n  a\n})\n");
    stays("op f = stack(oneof {\n  a: b\n  c\n})\n");
}

#[test]
fn values_of_alternatives_stand_below_each_other() {
    becomes(
        "op f = oneof { a: b, // x\n long_name: c(\n1), d, e: 1..3,\n step }\n",
        "op f = oneof {\n  a:         b  // x\n  long_name: c(\n    1,\n  )\n  d\n  e:         1..3,\n  step\n}\n",
    );
    stays("op f = oneof { a: b, long_name: c, d }\n");
}

#[test]
fn entries_of_a_section_stay_unaligned() {
    becomes("search s { a: 1, long: 2 maximize b }\n", "search s {\n  a: 1\n  long: 2\n  maximize b\n}\n");
}

#[test]
fn comments_behind_neighbouring_lines_line_up() {
    becomes(
        "search s { // start\n a: 1 // one\n  longer: 2    // two\n b: 3\n c: 4 // four\n // end\n}// out\n",
        "search s {  // start\n  a: 1       // one\n  longer: 2  // two\n  b: 3\n  c: 4  // four\n  // end\n}  // out\n",
    );
}

#[test]
fn comments_stay_beside_what_they_speak_of() {
    stays("op f =\n  a  // first\n    // between\n    -> b  // second\n    -> c\n");
    stays("op f = oneof {\n  // before\n  a: b  // beside\n\n  // behind\n}\n");
    stays("const a = f(\n  1,  // one\n  2,  // last\n)\n");
    stays("const a = [\n  // empty\n]\n");
    stays("//! file\n\n/// item\nop f = a\n// end\n");
}

#[test]
fn a_high_tree_is_formatted_on_a_small_stack() {
    let text = format!("const a = {}x{}\n", "(1 + ".repeat(60), " + 2)".repeat(60));
    let work = move || checked(&text);
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(work).unwrap().join().unwrap();
}
