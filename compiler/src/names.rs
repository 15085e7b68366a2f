//! What the names of each module's top level stand for.

use indexmap::IndexMap;
use nas_grammar::{Diagnostics, Span, ast};
use rustc_hash::FxBuildHasher;

use crate::{
    errors,
    load::{ModuleId, Modules},
};

/// An item of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId {
    /// The module.
    pub module: ModuleId,
    /// The position among its items.
    pub item: u32,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An item of this or another module.
    Item(ItemId),
    /// A whole module: `blocks` in `blocks::sep_conv`.
    Module(ModuleId),
    /// Nothing: it was to be imported, which failed and was reported.
    Missing,
}

/// A name of a module's top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// What it stands for.
    pub target: Target,
    /// Where it was named here.
    pub span: Span,
}

/// The names of every module.
#[derive(Debug, Clone, Default)]
pub struct Names {
    modules: Vec<IndexMap<String, Binding, FxBuildHasher>>,
}

impl Names {
    /// Finds a name in a module.
    pub fn get(&self, module: ModuleId, name: &str) -> Option<Binding> {
        self.modules.get(module.0 as usize)?.get(name).copied()
    }

    /// Goes over the names of a module that stand for something.
    pub fn of(&self, module: ModuleId) -> impl Iterator<Item = (&str, Binding)> {
        let names = self.modules[module.0 as usize].iter();
        names.filter(|it| it.1.target != Target::Missing).map(|(name, it)| (name.as_str(), *it))
    }
}

/// Collects the names of every module: its own items, and what it imports.
pub fn collect(modules: &Modules, diagnostics: &mut Diagnostics) -> Names {
    let mut names = Names { modules: vec![IndexMap::default(); modules.list.len()] };
    for at in 0..modules.list.len() {
        own(modules, ModuleId(at as u16), &mut names, diagnostics);
    }
    // Imports name the items of other modules, so these come first.
    for at in 0..modules.list.len() {
        imported(modules, ModuleId(at as u16), &mut names, diagnostics);
    }
    names
}

fn own(modules: &Modules, id: ModuleId, names: &mut Names, diagnostics: &mut Diagnostics) {
    // Sections (`task`, `search` ...) are named apart from each other: a task `digits` may use data `digits()`.
    let mut sections: IndexMap<(ast::SectionKind, &str), Span> = IndexMap::new();
    for (at, item) in modules.get(id).ast.items.iter().enumerate() {
        if let ast::Item::Section(section) = item {
            let key = (section.kind, section.name.text.as_str());
            match sections.get(&key) {
                Some(first) => diagnostics.push(errors::duplicate_name(&section.name, *first)),
                None => drop(sections.insert(key, section.name.span)),
            }
        }
        if let Some(name) = item_name(item) {
            let target = Target::Item(ItemId { module: id, item: at as u32 });
            define(names, id, name, target, diagnostics);
        }
    }
}

/// The name by which expressions refer to an item.
pub(crate) fn item_name(item: &ast::Item) -> Option<&ast::Name> {
    match item {
        ast::Item::Const(it) => Some(&it.name),
        ast::Item::Definition(it) => Some(&it.name),
        ast::Item::Space(it) => Some(&it.name),
        ast::Item::Use(_) | ast::Item::Section(_) => None,
    }
}

fn define(names: &mut Names, module: ModuleId, name: &ast::Name, target: Target, diagnostics: &mut Diagnostics) {
    let known = &mut names.modules[module.0 as usize];
    match known.get(&name.text) {
        Some(first) => diagnostics.push(errors::duplicate_name(name, first.span)),
        None => drop(known.insert(name.text.clone(), Binding { target, span: name.span })),
    }
}

fn imported(modules: &Modules, id: ModuleId, names: &mut Names, diagnostics: &mut Diagnostics) {
    let module = modules.get(id);
    let uses = module.ast.items.iter().filter_map(|it| match it {
        ast::Item::Use(it) => Some(it),
        _ => None,
    });
    for (item, target) in uses.zip(&module.uses) {
        match target {
            Some(target) => import(modules, (id, *target), item, names, diagnostics),
            None => item.names.iter().flatten().for_each(|(name, alias)| {
                define(names, id, alias.as_ref().unwrap_or(name), Target::Missing, diagnostics);
            }),
        }
    }
}

fn import(
    modules: &Modules,
    (id, target): (ModuleId, ModuleId),
    item: &ast::Use,
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) {
    if let Some(listed) = &item.names {
        for (name, alias) in listed {
            import_name(modules, (id, target), name, alias.as_ref(), names, diagnostics);
        }
        return;
    }
    match &item.module {
        // `use std::blocks::sep_conv` takes one name, `use std::blocks` the module.
        ast::Module::Path(path) if path.names.len() > 2 => {
            import_name(modules, (id, target), &path.names[2], item.alias.as_ref(), names, diagnostics);
        }
        ast::Module::Path(path) => {
            let name = item.alias.as_ref().unwrap_or(&path.names[1]);
            define(names, id, name, Target::Module(target), diagnostics);
        }
        ast::Module::File(file) => {
            let stem = file.value.rsplit('/').next().unwrap_or_default().trim_end_matches(".nas");
            let name = ast::Name { text: stem.to_owned(), span: file.span };
            define(names, id, item.alias.as_ref().unwrap_or(&name), Target::Module(target), diagnostics);
        }
    }
}

fn import_name(
    modules: &Modules,
    (id, target): (ModuleId, ModuleId),
    name: &ast::Name,
    alias: Option<&ast::Name>,
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) {
    // Only what the module defines itself: an import is not passed on.
    let own = |names: &Names| {
        let binding = names.get(target, &name.text)?;
        matches!(binding.target, Target::Item(it) if it.module == target).then_some(binding)
    };
    let Some(binding) = own(names) else {
        let known = modules.get(target).ast.items.iter().filter_map(item_name).map(|it| it.text.as_str());
        diagnostics.push(errors::unknown_import(name, &modules.get(target).name, known));
        define(names, id, alias.unwrap_or(name), Target::Missing, diagnostics);
        return;
    };
    define(names, id, alias.unwrap_or(name), binding.target, diagnostics);
}
