//! What there is to complete with.

use gen_lsp_types::{CompletionItem, CompletionItemKind, Documentation, MarkupContent, MarkupKind};
use nas_compiler::{
    FUNCTIONS,
    ir::CostKind,
    load::ModuleId,
    names::Target,
    ops,
    resolution::{self, NamedKind, Symbol},
    vocabulary::{REGISTRIES, TASKS},
};
use nas_grammar::ast::{Item, OBJECTIVES, Param, SectionKind};

use super::super::describe;
use crate::snapshot::{ENTRY, Snapshot};

/// Finds items for a place in a document.
pub(super) struct Items<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) offset: usize,
}

impl Items<'_> {
    fn described(&self, label: &str, kind: CompletionItemKind, symbol: &Symbol) -> CompletionItem {
        documented(item(label, kind), describe::symbol(self.snapshot, symbol))
    }

    /// `blocks::|`
    pub(super) fn members(&self, module: &str) -> Vec<CompletionItem> {
        let names = &self.snapshot.analysis.names;
        match names.get(ModuleId(0), module).map(|it| it.target) {
            Some(Target::Module(id)) => self.of_module(id).collect(),
            _ => vec![],
        }
    }

    fn of_module(&self, id: ModuleId) -> impl Iterator<Item = CompletionItem> {
        let own = move |it: &Target| matches!(it, Target::Item(it) if it.module == id);
        let names = self.snapshot.analysis.names.of(id).filter(move |it| own(&it.1.target));
        names.map(|(name, binding)| self.described(name, CompletionItemKind::Function, &Symbol::Place(binding.span)))
    }

    // Expressions

    /// Everything that a name can stand for here.
    pub(super) fn expressions(&self) -> Vec<CompletionItem> {
        let mut found = self.locals();
        found.extend(self.imported());
        found.extend(
            ops::PRIMITIVES
                .iter()
                .map(|it| self.described(it.name, CompletionItemKind::Function, &Symbol::Primitive(it.name))),
        );
        found.extend(
            FUNCTIONS
                .iter()
                .map(|it| self.described(it.name, CompletionItemKind::Function, &Symbol::Function(it.name))),
        );
        found.extend(keywords(&["let", "input", "require", "oneof", "pick", "maybe", "for", "repeat", "if"]));
        found
    }

    fn locals(&self) -> Vec<CompletionItem> {
        let visible = self.snapshot.resolution().visible(ENTRY, self.offset);
        let mut found: Vec<CompletionItem> = vec![];
        for local in visible.into_iter().rev() {
            if found.iter().all(|it| it.label != local.name) {
                let found_item = self.described(&local.name, CompletionItemKind::Variable, &local.symbol);
                // What is near stands first.
                found.push(CompletionItem { sort_text: Some(format!("0{}", local.name)), ..found_item });
            }
        }
        found
    }

    fn imported(&self) -> Vec<CompletionItem> {
        let names = self.snapshot.analysis.names.of(ModuleId(0));
        names
            .filter_map(|(name, binding)| match binding.target {
                Target::Module(id) => Some(self.described(name, CompletionItemKind::Module, &Symbol::Module(id))),
                Target::Item(it) => {
                    let module = self.snapshot.analysis.modules.get(it.module);
                    let place = place(&module.ast.items[it.item as usize]);
                    let symbol = place.map(Symbol::Place);
                    let described = symbol.and_then(|it| describe::symbol(self.snapshot, &it));
                    Some(documented(item(name, CompletionItemKind::Function), described))
                }
                Target::Missing => None,
            })
            .collect()
    }

    /// The parameters of what is called that are not given yet.
    pub(super) fn params(&self, callee: &str, given: &[String]) -> Vec<CompletionItem> {
        let is_open = |name: &str| given.iter().all(|it| it != name);
        if let Some(params) = self.declared(callee) {
            let open = params.iter().filter(|it| is_open(&it.name.text));
            return open.map(|it| argument(&it.name.text, self.snapshot.analysis.text(it.span), "")).collect();
        }
        let params = ops::find(callee).map_or(&[][..], |it| it.params);
        let open = params.iter().filter(|it| is_open(it.name));
        open.map(|it| argument(it.name, &describe::primitive_param(it), it.docs)).collect()
    }

    /// The parameters of a definition, or of one that is bound to a local name.
    fn declared(&self, callee: &str) -> Option<&[Param]> {
        let analysis = &self.snapshot.analysis;
        let (module, name) = callee.split_once("::").map_or((None, callee), |it| (Some(it.0), it.1));
        let home = match module {
            Some(module) => match analysis.names.get(ModuleId(0), module)?.target {
                Target::Module(id) => id,
                Target::Item(_) | Target::Missing => return None,
            },
            None => ModuleId(0),
        };
        let name = self.aliased(name).unwrap_or(name);
        match analysis.names.get(home, name)?.target {
            Target::Item(it) => match &analysis.modules.get(it.module).ast.items[it.item as usize] {
                Item::Definition(it) => Some(&it.params),
                _ => None,
            },
            Target::Module(_) | Target::Missing => None,
        }
    }

    /// `let cell = Cell`: what a local name was bound to, if that is a name.
    fn aliased(&self, name: &str) -> Option<&str> {
        let visible = self.snapshot.resolution().visible(ENTRY, self.offset);
        let local = visible.into_iter().rev().find(|it| it.name == name)?;
        let value = self.snapshot.resolution().named(&local.symbol)?.value?;
        let text = self.snapshot.analysis.text(value);
        Some(text.split('(').next().unwrap_or(text))
    }

    pub(super) fn costs(&self) -> Vec<CompletionItem> {
        let costs = CostKind::ALL.map(CostKind::name).into_iter().chain(["connected"]);
        costs.map(|it| self.described(it, CompletionItemKind::Constant, &Symbol::Cost(it))).collect()
    }

    // Sections

    pub(super) fn values(&self, kind: SectionKind, key: &str) -> Vec<CompletionItem> {
        if let Some(registry) = resolution::registry(key) {
            return self.components(registry.kind);
        }
        let wanted = |it: NamedKind| match key {
            "space" => it == NamedKind::Space,
            "task" => it == NamedKind::Section(SectionKind::Task),
            "recipe" | "full" => it == NamedKind::Section(SectionKind::Train),
            _ => false,
        };
        let named = self.snapshot.resolution().named.values();
        let imported = |name: &str| self.snapshot.analysis.names.get(ModuleId(0), name).is_some();
        let named = named.filter(|it| wanted(it.kind) && (it.span.file == ENTRY || imported(&it.name)));
        let found: Vec<CompletionItem> =
            named.map(|it| self.described(&it.name, CompletionItemKind::Reference, &Symbol::Place(it.span))).collect();
        if found.is_empty() && kind == SectionKind::Task && key == "normalize" {
            return keywords(&["true", "false"]);
        }
        found
    }

    pub(super) fn components(&self, kind: &str) -> Vec<CompletionItem> {
        let registry = REGISTRIES.iter().find(|it| it.kind == kind);
        let components = registry.map_or(&[][..], |it| it.components).iter();
        let kind = registry.map_or("", |it| it.kind);
        components
            .map(|it| self.described(it.name, CompletionItemKind::Function, &Symbol::Component(kind, it.name)))
            .collect()
    }
}

pub(super) fn keywords(words: &[&str]) -> Vec<CompletionItem> {
    words.iter().map(|it| item(it, CompletionItemKind::Keyword)).collect()
}

/// `use std::|`, `use std::blocks::|`
pub(super) fn import(path: &[String]) -> Vec<CompletionItem> {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    match names.as_slice() {
        [] => vec![item("std", CompletionItemKind::Module)],
        ["std"] => nas_std_spaces::MODULES.iter().map(|it| item(it.0, CompletionItemKind::Module)).collect(),
        ["std", module] | ["std", module, "{"] => exports(module),
        _ => vec![],
    }
}

pub(super) fn fields() -> Vec<CompletionItem> {
    let dimensions = nas_compiler::ir::TensorKind::ALL.into_iter().flat_map(|it| it.dimensions().iter().copied());
    let mut names: Vec<&str> = dimensions.chain(["first", "last", "len"]).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|it| item(it, CompletionItemKind::Field)).collect()
}

pub(super) fn types() -> Vec<CompletionItem> {
    resolution::types().map(|it| item(it, CompletionItemKind::Class)).collect()
}

pub(super) fn component_params(key: &str, component: &str, given: &[String]) -> Vec<CompletionItem> {
    let component = resolution::registry(key).and_then(|it| it.find(component));
    let params = component.map_or(&[][..], |it| it.params);
    let open = params.iter().filter(|it| given.iter().all(|given| given != it.name));
    open.map(|it| argument(it.name, &describe::component_param(it), it.docs)).collect()
}

pub(super) fn metrics() -> Vec<CompletionItem> {
    let produced = TASKS.components.iter().flat_map(|it| it.facts.metrics.iter().copied());
    let names = produced.chain(CostKind::ALL.map(CostKind::name));
    names.map(|it| item(it, CompletionItemKind::Constant)).collect()
}

/// The entries of a section.
pub(super) fn entries(kind: SectionKind) -> Vec<CompletionItem> {
    let mut found: Vec<CompletionItem> =
        resolution::entries(kind).iter().map(|it| argument(it, &format!("{it}: …"), "")).collect();
    if kind == SectionKind::Search {
        found.extend(keywords(&OBJECTIVES));
    }
    found
}

/// What a standard module gives.
fn exports(module: &str) -> Vec<CompletionItem> {
    let Some(text) = nas_std_spaces::get(module) else { return vec![] };
    let parsed = nas_grammar::parse(ENTRY, text);
    let items = parsed.file.items.iter().filter_map(|it| Some((name(it)?, it.span())));
    let first_line = |span: nas_grammar::Span| text.get(span.range()).and_then(|it| it.lines().next());
    items
        .map(|(name, span)| CompletionItem {
            detail: first_line(span).map(|it| it.trim_end_matches([' ', '{', '=']).to_owned()),
            ..item(name, CompletionItemKind::Function)
        })
        .collect()
}

fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Const(it) => Some(&it.name.text),
        Item::Definition(it) => Some(&it.name.text),
        Item::Space(it) => Some(&it.name.text),
        Item::Use(_) | Item::Section(_) => None,
    }
}

fn place(item: &Item) -> Option<nas_grammar::Span> {
    match item {
        Item::Const(it) => Some(it.name.span),
        Item::Definition(it) => Some(it.name.span),
        Item::Space(it) => Some(it.name.span),
        Item::Use(_) | Item::Section(_) => None,
    }
}

fn item(label: &str, kind: CompletionItemKind) -> CompletionItem {
    CompletionItem { label: label.to_owned(), kind: Some(kind), ..CompletionItem::default() }
}

fn documented(item: CompletionItem, text: Option<String>) -> CompletionItem {
    let markup = text.map(|value| MarkupContent { kind: MarkupKind::Markdown, value });
    CompletionItem { documentation: markup.map(Documentation::MarkupContent), ..item }
}

/// A parameter or a key, with its colon.
fn argument(name: &str, detail: &str, docs: &str) -> CompletionItem {
    let described = CompletionItem {
        detail: Some(detail.to_owned()),
        insert_text: Some(format!("{name}: ")),
        // Parameters stand before everything else.
        sort_text: Some(format!("!{name}")),
        ..item(name, CompletionItemKind::Property)
    };
    documented(described, (!docs.is_empty()).then(|| docs.to_owned()))
}
