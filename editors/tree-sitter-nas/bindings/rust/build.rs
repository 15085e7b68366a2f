//! Compiles the generated parser.

use std::path::Path;

fn main() {
    let source = Path::new("src");
    let parser = source.join("parser.c");
    println!("cargo::rerun-if-changed={}", parser.display());
    cc::Build::new().std("c11").include(source).file(parser).warnings(false).compile("tree-sitter-nas");
}
