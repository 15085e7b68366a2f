//! What a `use` names, and what the names of a module's top level stand for.

use nas_grammar::{
    Span,
    ast::{self, Name},
};

use super::Walker;
use crate::{
    load::ModuleId,
    names::{ItemId, Target},
    resolution::{Named, NamedKind, Symbol, scope::Callee, symbol},
};

impl<'a> Walker<'a, '_> {
    pub(super) fn import(&mut self, item: &'a ast::Use, module: Option<ModuleId>) {
        if let (ast::Module::Path(path), Some(id)) = (&item.module, module) {
            self.refer(&path.names[0], Symbol::Library);
            self.refer(&path.names[1], Symbol::Module(id));
            if let (Some(name), None) = (path.names.get(2), &item.names) {
                self.import_name(id, name, item.alias.as_ref());
                return;
            }
        }
        for (name, alias) in item.names.iter().flatten() {
            if let Some(id) = module {
                self.import_name(id, name, alias.as_ref());
            }
        }
        if let (Some(alias), Some(id)) = (&item.alias, module) {
            self.refer(alias, Symbol::Module(id));
        }
    }

    fn import_name(&mut self, module: ModuleId, name: &Name, alias: Option<&Name>) {
        let Some(place) = self.item_place(module, &name.text) else { return };
        self.refer(name, Symbol::Place(place));
        if let Some(alias) = alias {
            self.define(alias);
            let named = Named {
                name: alias.text.clone(),
                kind: NamedKind::Alias(place),
                span: alias.span,
                whole: alias.span,
                value: None,
            };
            self.resolution.named.insert(alias.span, named);
        }
    }

    /// The place of the name of what a module defines under a name.
    pub(super) fn item_place(&self, module: ModuleId, name: &str) -> Option<Span> {
        match self.names.get(module, name)?.target {
            Target::Item(item) if item.module == module => self.place(item),
            _ => None,
        }
    }

    pub(super) fn place(&self, item: ItemId) -> Option<Span> {
        let item = self.modules.get(item.module).ast.items.get(item.item as usize)?;
        symbol::named(item).map(|it| it.0.span)
    }

    /// What a name of the module's top level stands for.
    pub(super) fn top(&self, name: &str) -> Option<(Symbol, Option<Callee>)> {
        let binding = self.names.get(self.module, name)?;
        match binding.target {
            Target::Module(id) => Some((Symbol::Module(id), None)),
            Target::Missing => None,
            Target::Item(item) => {
                // What was given a new name here goes by that.
                let alias = self.resolution.named.get(&binding.span).map(|it| it.span);
                let place = alias.filter(|_| item.module != self.module).or_else(|| self.place(item))?;
                Some((Symbol::Place(place), Some(Callee::Definition(item))))
            }
        }
    }
}
