//! Reading a file and all modules that it uses.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use nas_grammar::{Comment, Diagnostics, FileId, Parsed, Sources, Span, ast};

use crate::{World, errors};

/// A module, by order of loading; the entry is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleId(pub u16);

/// One file and what was found in it.
#[derive(Debug, Clone)]
pub struct Module {
    /// `std::blocks`, or the path from the project's root.
    pub name: String,
    /// Its text in [`Modules::sources`].
    pub file: FileId,
    /// The tree.
    pub ast: ast::File,
    /// The comments.
    pub comments: Vec<Comment>,
    /// The module that each `use` item reads, in source order; nothing where it could not be read.
    pub uses: Vec<Option<ModuleId>>,
}

/// Every module of a compilation.
#[derive(Debug, Clone, Default)]
pub struct Modules {
    /// The texts.
    pub sources: Sources,
    /// The modules, the entry first.
    pub list: Vec<Module>,
    /// The tables that devices of the entry name, by path as written: the text, or why it cannot be read.
    pub tables: IndexMap<String, Result<String, String>>,
}

impl Modules {
    /// Returns one module.
    pub fn get(&self, id: ModuleId) -> &Module {
        &self.list[id.0 as usize]
    }
}

/// Trees of texts that were parsed before: what did not change is not parsed again.
#[derive(Debug, Clone, Default)]
pub struct Parses {
    known: BTreeMap<Numbered, Parse>,
}

/// A module's name and its number: places hold the number.
type Numbered = (String, FileId);

/// A text and what came of it.
#[derive(Debug, Clone)]
struct Parse {
    text: String,
    parsed: Parsed,
}

impl Parses {
    fn parse(&mut self, name: &str, file: FileId, text: &str) -> Parsed {
        let key = (name.to_owned(), file);
        if let Some(known) = self.known.get(&key).filter(|it| it.text == text) {
            return known.parsed.clone();
        }
        let parsed = nas_grammar::parse(file, text);
        self.known.insert(key, Parse { text: text.to_owned(), parsed: parsed.clone() });
        parsed
    }
}

/// How many modules a program may have.
const MODULES: usize = 1_000;
/// How many bytes the texts of all modules may have.
const LENGTH: usize = 2 * nas_grammar::LENGTH;

/// Loads the entry and everything it uses. A module that cannot be read is reported where it is used.
pub fn load(
    world: &dyn World,
    (entry, text): (&str, &str),
    parses: &mut Parses,
    diagnostics: &mut Diagnostics,
) -> Modules {
    let mut loader = Loader { world, modules: Modules::default(), open: vec![], parses, diagnostics };
    loader.add(entry.to_owned(), text);
    loader.tables();
    loader.modules
}

struct Loader<'a> {
    world: &'a dyn World,
    modules: Modules,
    /// Modules whose uses are being read: a use of one of them closes a circle.
    open: Vec<ModuleId>,
    parses: &'a mut Parses,
    diagnostics: &'a mut Diagnostics,
}

impl Loader<'_> {
    fn add(&mut self, name: String, text: &str) -> ModuleId {
        let file = self.modules.sources.add(name.clone(), text);
        let parsed = self.parses.parse(&name, file, text);
        self.diagnostics.extend(parsed.diagnostics.iter().cloned());
        let id = ModuleId(self.modules.list.len() as u16);
        let uses: Vec<ast::Use> = parsed.file.items.iter().filter_map(used).cloned().collect();
        let module = Module { name, file, ast: parsed.file, comments: parsed.comments, uses: vec![] };
        self.modules.list.push(module);
        self.open.push(id);
        let uses = uses.iter().map(|it| self.resolve(id, it)).collect();
        self.open.pop();
        self.modules.list[id.0 as usize].uses = uses;
        id
    }

    /// Reads the tables that devices of the entry name.
    fn tables(&mut self) {
        let entry = &self.modules.list[0];
        let mut tables = IndexMap::new();
        for item in &entry.ast.items {
            let ast::Item::Section(section) = item else { continue };
            for path in section.entries.iter().filter_map(|it| table(section.kind, it)) {
                let text = match join(&entry.name, path) {
                    Some(resolved) => self.world.read(&resolved),
                    None => Err("it leaves the project".to_owned()),
                };
                tables.insert(path.to_owned(), text);
            }
        }
        self.modules.tables = tables;
    }

    fn resolve(&mut self, from: ModuleId, item: &ast::Use) -> Option<ModuleId> {
        match &item.module {
            ast::Module::Path(path) => self.standard(path),
            ast::Module::File(path) => self.file(from, path),
        }
    }

    fn standard(&mut self, path: &ast::Path) -> Option<ModuleId> {
        if path.names[0].text != "std" || !(2..=3).contains(&path.names.len()) {
            self.diagnostics.push(errors::not_standard(path));
            return None;
        }
        let module = &path.names[1].text;
        let Some(text) = self.world.standard(module) else {
            self.diagnostics.push(errors::unknown_standard(&path.names[1], &self.world.standard_names()));
            return None;
        };
        let text = text.to_owned();
        self.module(format!("std::{module}"), path.span, |_| Ok(text))
    }

    fn file(&mut self, from: ModuleId, path: &ast::Text) -> Option<ModuleId> {
        let Some(resolved) = join(&self.modules.get(from).name, &path.value) else {
            self.diagnostics.push(errors::forbidden_path(path.span, &path.value));
            return None;
        };
        self.module(resolved.clone(), path.span, |world| world.read(&resolved))
    }

    fn module(
        &mut self,
        name: String,
        span: Span,
        read: impl FnOnce(&dyn World) -> Result<String, String>,
    ) -> Option<ModuleId> {
        if let Some(at) = self.modules.list.iter().position(|it| it.name == name) {
            let id = ModuleId(at as u16);
            if self.open.contains(&id) {
                self.diagnostics.push(errors::import_cycle(span, &name));
                return None;
            }
            return Some(id);
        }
        let text = read(self.world).and_then(|it| self.has_room(&it).map(|()| it));
        match text {
            Ok(text) => Some(self.add(name, &text)),
            Err(reason) => {
                self.diagnostics.push(errors::unreadable_module(span, &name, &reason));
                None
            }
        }
    }
}

impl Loader<'_> {
    /// Says why there is no room for a further text, where there is none.
    fn has_room(&self, text: &str) -> Result<(), String> {
        let length: usize = self.modules.sources.iter().map(|it| it.1.text.len()).sum();
        if self.modules.list.len() >= MODULES {
            Err(format!("there are {MODULES} modules already"))
        } else if length + text.len() > LENGTH {
            Err(format!("all modules together would be longer than {LENGTH} bytes"))
        } else {
            Ok(())
        }
    }
}

fn used(item: &ast::Item) -> Option<&ast::Use> {
    match item {
        ast::Item::Use(it) => Some(it),
        _ => None,
    }
}

/// The path of a device's table.
fn table(kind: ast::SectionKind, entry: &ast::SectionEntry) -> Option<&str> {
    match entry {
        ast::SectionEntry::Field(field) if kind == ast::SectionKind::Device && field.key.text == "table" => {
            match &*field.value.kind {
                ast::ExprKind::Text(path) => Some(path),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Joins a path to the directory of a file; nothing if it leaves the root.
pub(crate) fn join(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') || path.contains(':') || path.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_stay_in_the_root() {
        assert_eq!(join("main.nas", "./mine.nas").as_deref(), Some("mine.nas"));
        assert_eq!(join("a/b/main.nas", "../mine.nas").as_deref(), Some("a/mine.nas"));
        assert_eq!(join("main.nas", "../mine.nas"), None);
        assert_eq!(join("a/main.nas", "../../mine.nas"), None);
        assert_eq!(join("main.nas", "/etc/passwd"), None);
    }
}
