//! What the names of a program say without elaborating anything: unknown ones also in definitions that no space uses,
//! and names that nothing uses.

use std::collections::BTreeSet;

use nas_grammar::{
    Diagnostic, Diagnostics, FileId, Fix, Span,
    ast::{Item, Param},
    codes,
};

use crate::{
    elaborate::FUNCTIONS,
    errors,
    ir::CostKind,
    load::{ModuleId, Modules},
    names::{Binding, Names, Target},
    ops,
    resolution::{NamedKind, Occurrence, Resolution, Role, Symbol, Unknown},
};

/// Looks at the names of every module; what nothing uses is only said of the entry, the file that is at hand.
pub(crate) fn check(modules: &Modules, names: &Names, resolution: &Resolution, diagnostics: &mut Diagnostics) {
    for (at, module) in modules.list.iter().enumerate() {
        module.ast.items.iter().for_each(|it| doubled_params(params(it), diagnostics));
        let id = ModuleId(at as u16);
        // An import that failed was reported already.
        let is_new = |it: &&Unknown| names.get(id, &it.name.text).is_none_or(|it| it.target != Target::Missing);
        let unknown = resolution.unknown.iter().filter(|it| it.name.span.file == module.file);
        unknown.filter(is_new).for_each(|it| diagnostics.push(unknown_name(names, id, it)));
    }
    let entry = modules.get(ModuleId(0));
    let imports: Vec<Span> = entry.ast.items.iter().filter(|it| matches!(it, Item::Use(_))).map(Item::span).collect();
    let is_use = |it: &&Occurrence| {
        let is_import = imports.iter().any(|around| around.covers(it.span));
        it.span.file == entry.file && matches!(it.role, Role::Use | Role::Alternative) && !is_import
    };
    let used: BTreeSet<&Symbol> = resolution.occurrences.iter().filter(is_use).map(|it| &it.symbol).collect();
    unused_imports(names, resolution, &used, diagnostics);
    unused_lets(resolution, entry.file, &used, diagnostics);
}

fn params(item: &Item) -> &[Param] {
    match item {
        Item::Definition(it) => &it.params,
        Item::Space(it) => &it.params,
        Item::Const(_) | Item::Use(_) | Item::Section(_) => &[],
    }
}

fn doubled_params(params: &[Param], diagnostics: &mut Diagnostics) {
    for (at, param) in params.iter().enumerate() {
        if let Some(first) = params[..at].iter().find(|it| it.name.text == param.name.text) {
            diagnostics.push(errors::duplicate_name(&param.name, first.name.span));
        }
    }
}

fn unknown_name(names: &Names, module: ModuleId, unknown: &Unknown) -> Diagnostic {
    let near = unknown.near.as_deref().into_iter();
    let items = names.of(module).map(|it| it.0);
    let primitives = ops::PRIMITIVES.iter().map(|it| it.name);
    let functions = FUNCTIONS.iter().map(|it| it.name);
    let costs = CostKind::ALL.iter().map(|it| it.name());
    let candidates: Vec<&str> = near.chain(items).chain(primitives).chain(functions).chain(costs).collect();
    let diagnostic = errors::unknown_name(&unknown.name, candidates);
    match in_imported(names, module, &unknown.name.text) {
        Some(path) => {
            let help = format!("write `{path}`");
            Diagnostic { fix: Some(Fix { span: diagnostic.span(), replacement: path }), ..diagnostic }.help(help)
        }
        None => diagnostic,
    }
}

/// The path of a name that an imported module has.
fn in_imported(names: &Names, module: ModuleId, name: &str) -> Option<String> {
    names.of(module).find_map(|(alias, binding)| match binding.target {
        Target::Module(it) if matches!(names.get(it, name)?.target, Target::Item(_)) => {
            Some(format!("{alias}::{name}"))
        }
        _ => None,
    })
}

fn unused_imports(names: &Names, resolution: &Resolution, used: &BTreeSet<&Symbol>, diagnostics: &mut Diagnostics) {
    let entry = ModuleId(0);
    for (name, binding) in names.of(entry) {
        let symbol = match binding.target {
            Target::Module(id) => Some(Symbol::Module(id)),
            Target::Item(item) => (item.module != entry).then(|| imported(resolution, binding)).flatten(),
            Target::Missing => None,
        };
        if symbol.is_some_and(|it| !used.contains(&it)) {
            diagnostics.push(unused(binding.span, name, "imported"));
        }
    }
}

/// What an imported name stands for: itself if it is a new name, otherwise what another module calls so.
fn imported(resolution: &Resolution, binding: Binding) -> Option<Symbol> {
    let is_here = |it: &&Occurrence| it.span == binding.span;
    resolution.occurrences.iter().find(is_here).map(|it| it.symbol.clone())
}

/// Parameters and loop variables may go unused.
fn unused_lets(resolution: &Resolution, entry: FileId, used: &BTreeSet<&Symbol>, diagnostics: &mut Diagnostics) {
    let lets = resolution.named.values().filter(|it| it.kind == NamedKind::Let && it.span.file == entry);
    for named in lets.filter(|it| !it.name.starts_with('_') && !used.contains(&Symbol::Place(it.span))) {
        diagnostics.push(unused(named.span, &named.name, "named"));
    }
}

fn unused(span: Span, name: &str, how: &str) -> Diagnostic {
    Diagnostic::warning(&codes::UNUSED_NAME, span, format!("nothing uses `{name}`"))
        .label(format!("{how} here"))
        .help("remove it")
}
