//! Where a space uses what a file declares.

use nas_compiler::ir::Space;
use nas_grammar::{
    Sources, Span,
    ast::{DefinitionKind, Item},
    parse,
};

/// Returns the scopes in which a space uses the cells and blocks of a name, in the order of its graph.
pub fn uses(sources: &Sources, space: &Space, name: &str) -> Vec<String> {
    let bodies = bodies(sources, name);
    let is_inside = |it: Span| bodies.iter().any(|body| body.covers(it));
    let mut scopes: Vec<&str> = vec![];
    for node in space.nodes.iter().filter(|it| is_inside(it.span) && !it.scope.is_empty()) {
        if !scopes.contains(&&*node.scope) {
            scopes.push(&node.scope);
        }
    }
    // What is made deeper belongs to the use around it.
    let is_outermost = |it: &&&str| !scopes.iter().any(|other| other != *it && is_within(it, other));
    scopes.iter().filter(is_outermost).map(|it| (*it).to_owned()).collect()
}

fn is_within(scope: &str, outer: &str) -> bool {
    scope.strip_prefix(outer).is_some_and(|it| it.starts_with('.'))
}

/// Where the cells and blocks of a name are declared.
fn bodies(sources: &Sources, name: &str) -> Vec<Span> {
    let mut bodies = vec![];
    for (file, source) in sources.iter() {
        for item in parse(file, &source.text).file.items {
            if let Item::Definition(it) = item
                && matches!(it.kind, DefinitionKind::Cell | DefinitionKind::Block)
                && it.name.text == name
            {
                bodies.push(it.span);
            }
        }
    }
    bodies
}

#[cfg(test)]
mod tests {
    use nas_compiler::{Library, compile};

    use super::*;

    const TEXT: &str = "
cell Mix(x: image, c: int) {
  let parts = for i in 0..2 { x -> oneof { one: conv(c), three: conv(c, 3) } }
  sum(parts)
}
block twice(x: image, f: op) { x -> f(8) -> relu() -> f(8) }
space S {
  input x: image[8, 8, 8]
  let first = Mix
  let second = Mix
  x -> first(8) -> second(8) -> first(8) -> relu() -> global_avg_pool() -> linear(10)
}
";

    fn used(name: &str) -> Vec<String> {
        let compilation = compile(&Library(nas_std_spaces::MODULES), "mix.nas", TEXT);
        uses(&compilation.sources, &compilation.program.spaces["S"], name)
    }

    #[test]
    fn every_instance_of_a_cell_is_a_use() {
        assert_eq!(used("Mix"), ["first", "second"]);
    }

    #[test]
    fn what_is_not_used_or_not_declared_has_no_uses() {
        assert!(used("twice").is_empty() && used("S").is_empty() && used("first").is_empty());
    }
}
