//! `task`, `train`, `search` and `device`: checked against the vocabulary and against each other.
//!
//! One file per section. Tasks and recipes come first, since searches refer to them; the order in the file is free.

mod device;
mod entries;
mod errors;
mod fit;
mod search;
mod table;
mod task;
mod train;
mod value;

pub(crate) use device::times;
pub(crate) use train::default_recipe;

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
};

use indexmap::IndexMap;
use nas_grammar::{Diagnostic, Diagnostics, ast};

use crate::{
    check,
    elaborate::{Argument, Program, elaborate},
    ir::{Scalar, Space, spec},
    load::ModuleId,
    names::{ItemId, Target},
};

/// Elaborates the spaces of the entry module and checks its sections.
pub(crate) fn compile(
    program: Program<'_>,
    arguments: &[(String, Scalar)],
    diagnostics: &mut Diagnostics,
) -> spec::Program {
    let (spec, surplus) = (spec::Program::default(), IndexMap::new());
    let mut sections = Sections { program, diagnostics, spec, surplus, broken: vec![], missing: vec![] };
    sections.spaces(arguments);
    for kind in [ast::SectionKind::Device, ast::SectionKind::Train, ast::SectionKind::Task, ast::SectionKind::Search] {
        sections.sections(kind);
    }
    sections.warn();
    sections.spec
}

/// Returns the entries that a section of a kind has.
pub fn entries(kind: ast::SectionKind) -> &'static [&'static str] {
    match kind {
        ast::SectionKind::Task => &task::ENTRIES,
        ast::SectionKind::Train => &train::ENTRIES,
        ast::SectionKind::Search => &search::ENTRIES,
        ast::SectionKind::Device => &device::ENTRIES,
    }
}

/// What is being checked.
struct Sections<'a> {
    program: Program<'a>,
    diagnostics: &'a mut Diagnostics,
    spec: spec::Program,
    /// What constraints leave of each space, by key.
    surplus: IndexMap<String, check::Surplus>,
    /// Spaces, by key, that turned out unsound: they are reported once.
    broken: Vec<String>,
    /// The entries that the section at hand lacks, each with an example. They are reported together.
    missing: Vec<(String, String)>,
}

const ENTRY: ModuleId = ModuleId(0);

/// A space and what its constraints leave, unless there is a mistake in it.
struct Checked {
    diagnostics: Diagnostics,
    sound: Option<(Space, Option<check::Surplus>)>,
}

impl Checked {
    /// Elaborates and checks a space, given what was found before.
    fn of(program: Program<'_>, item: ItemId, arguments: &[Argument], before: &Diagnostics) -> Self {
        let mut diagnostics = before.fork();
        let errors = diagnostics.errors();
        let made = elaborate(program, item, arguments, &mut diagnostics).map(|mut it| {
            let surplus = check::check(&mut it, &mut diagnostics);
            (it.space, surplus)
        });
        Self { sound: made.filter(|_| diagnostics.errors() == errors), diagnostics }
    }
}

/// The most spaces that are looked at at once: one that turns out too large takes some memory until it does.
const THREADS: usize = 4;

/// Does something with each of several, on a thread for each processor; the results are in order.
fn side_by_side<T: Sync, R: Send>(all: &[T], act: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(THREADS).min(all.len());
    if threads < 2 {
        return all.iter().map(act).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = vec![];
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(it) = all.get(at) else { return done };
            done.push((at, act(it)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|it| it.0);
    done.into_iter().map(|it| it.1).collect()
}

impl<'a> Sections<'a> {
    fn report<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// Elaborates every space of the entry module that needs no further arguments.
    fn spaces(&mut self, arguments: &[(String, Scalar)]) {
        let is_given = |name: &str| arguments.iter().any(|it| it.0 == name);
        let mut wanted = vec![];
        for (at, item) in self.program.modules.get(ENTRY).ast.items.iter().enumerate() {
            if let ast::Item::Space(space) = item
                && space.params.iter().all(|it| it.default.is_some() || is_given(&it.name.text))
            {
                let takes = |name: &str| space.params.iter().any(|it| it.name.text == name);
                let taken = arguments.iter().filter(|it| takes(&it.0)).cloned();
                let taken: Vec<Argument> =
                    taken.map(|(parameter, value)| Argument { parameter, value, span: None }).collect();
                let key = key(&space.name.text, &taken);
                if wanted.iter().all(|it: &(String, _, _)| it.0 != key) {
                    wanted.push((key, ItemId { module: ENTRY, item: at as u32 }, taken));
                }
            }
        }
        let (program, before) = (self.program, &*self.diagnostics);
        let made = side_by_side(&wanted, |(_, item, arguments)| Checked::of(program, *item, arguments, before));
        for ((key, ..), checked) in wanted.into_iter().zip(made) {
            self.add(key, checked);
        }
    }

    /// Elaborates and checks a space, unless that was done before; the result is its key in the program.
    fn elaborate(&mut self, item: ItemId, space: &ast::Space, arguments: &[Argument]) -> Option<String> {
        let key = key(&space.name.text, arguments);
        if self.spec.spaces.contains_key(&key) {
            return Some(key);
        }
        if self.broken.contains(&key) {
            return None;
        }
        self.add(key, Checked::of(self.program, item, arguments, self.diagnostics))
    }

    /// Adds a space if it is sound, and returns its key.
    fn add(&mut self, key: String, checked: Checked) -> Option<String> {
        self.diagnostics.join(checked.diagnostics);
        let Some((space, surplus)) = checked.sound else {
            self.broken.push(key);
            return None;
        };
        self.surplus.extend(surplus.map(|it| (key.clone(), it)));
        self.spec.spaces.insert(key.clone(), space);
        Some(key)
    }

    /// Warns of what is written in vain and of what was hardly meant, unless a mistake may be why.
    fn warn(&mut self) {
        if self.diagnostics.has_errors() {
            return;
        }
        let spaces = self.spec.spaces.iter().map(|(key, space)| (space, self.surplus.get(key)));
        let module = self.program.modules.get(ENTRY);
        check::report(module.file, &spaces.collect::<Vec<_>>(), self.diagnostics);
        check::report_ignored(module, self.spec.spaces.values(), self.diagnostics);
    }

    /// Finds a space by its name.
    fn space_item(&mut self, path: &ast::Path) -> Option<ItemId> {
        let names = self.program.names;
        let target = match path.names.as_slice() {
            [name] => names.get(ENTRY, &name.text),
            [module, name] => match names.get(ENTRY, &module.text).map(|it| it.target) {
                Some(Target::Module(module)) => names.get(module, &name.text),
                _ => None,
            },
            _ => None,
        };
        if target.is_some_and(|it| it.target == Target::Missing) {
            return None;
        }
        if let Some(Target::Item(item)) = target.map(|it| it.target)
            && matches!(self.program.item(item), ast::Item::Space(_))
        {
            return Some(item);
        }
        let is_space =
            |it: &Target| matches!(it, Target::Item(item) if matches!(self.program.item(*item), ast::Item::Space(_)));
        let known: Vec<&str> = names.of(ENTRY).filter(|it| is_space(&it.1.target)).map(|it| it.0).collect();
        let name = &path.names[path.names.len() - 1];
        self.report(errors::unknown_reference(name, "space", known))
    }

    /// Returns whether a section of a kind and name stands in the file, sound or not.
    fn declares(&self, kind: ast::SectionKind, name: &str) -> bool {
        let items = &self.program.modules.get(ENTRY).ast.items;
        items.iter().any(|it| matches!(it, ast::Item::Section(it) if it.kind == kind && it.name.text == name))
    }

    fn sections(&mut self, kind: ast::SectionKind) {
        for item in &self.program.modules.get(ENTRY).ast.items {
            if let ast::Item::Section(section) = item
                && section.kind == kind
            {
                self.section(section);
            }
        }
    }

    fn section(&mut self, section: &'a ast::Section) {
        let name = section.name.text.clone();
        match section.kind {
            ast::SectionKind::Task => drop(self.task(section).map(|it| self.spec.tasks.insert(name, it))),
            ast::SectionKind::Train => drop(self.train(section).map(|it| self.spec.trains.insert(name, it))),
            ast::SectionKind::Search => drop(self.search(section).map(|it| self.spec.searches.insert(name, it))),
            ast::SectionKind::Device => drop(self.device(section).map(|it| self.spec.devices.insert(name, it))),
        }
        let missing = std::mem::take(&mut self.missing);
        if !missing.is_empty() {
            self.diagnostics.push(errors::missing_entries(section, &missing));
        }
    }
}

/// The key of a space: its name, and the arguments that differ from the defaults.
fn key(name: &str, arguments: &[Argument]) -> String {
    if arguments.is_empty() {
        return name.to_owned();
    }
    let each: Vec<String> = arguments.iter().map(|it| format!("{}: {}", it.parameter, it.value)).collect();
    format!("{name}({})", each.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_side_by_side_is_in_order() {
        let all: Vec<u64> = (0..100).collect();
        let slow = |it: &u64| (0..(100 - it) * 1_000).fold(*it, |sum, it| sum ^ it.wrapping_mul(sum));
        assert_eq!(side_by_side(&all, slow), all.iter().map(slow).collect::<Vec<_>>());
        assert!(side_by_side(&[], slow).is_empty());
    }
}
