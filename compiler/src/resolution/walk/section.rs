//! `task`, `train`, `search` and `device`.

use nas_grammar::ast::{self, Expr, ExprKind, Item, Name, SectionEntry};

use super::{Walker, cost};
use crate::{
    resolution::{Role, Symbol, entries},
    vocabulary::{Component, Registry, TASKS},
};

impl<'a> Walker<'a, '_> {
    pub(super) fn section(&mut self, section: &'a ast::Section) {
        self.define(&section.name);
        if let Some(of) = &section.of {
            self.component_name(TASKS, of);
        }
        for entry in &section.entries {
            match entry {
                SectionEntry::Objective { metric, .. } => self.metric(metric),
                SectionEntry::Field(field) => self.field(section.kind, field),
            }
        }
    }

    fn metric(&mut self, metric: &Expr) {
        if let ExprKind::Path(path) = &*metric.kind {
            let name = &path.names[0];
            let symbol = cost(&name.text).map_or_else(|| Symbol::Metric(name.text.clone()), Symbol::Cost);
            self.refer(name, symbol);
        }
    }

    fn field(&mut self, kind: ast::SectionKind, field: &'a ast::Entry) {
        self.refer(&field.key, Symbol::Entry(kind, field.key.text.clone()));
        if let Some(registry) = entries::registry(&field.key.text) {
            return self.component(registry, &field.value);
        }
        let referred = match field.key.text.as_str() {
            "task" => Some(ast::SectionKind::Task),
            "recipe" | "full" => Some(ast::SectionKind::Train),
            _ => None,
        };
        match (&*field.value.kind, referred) {
            (ExprKind::Path(path), Some(kind)) => self.reference(kind, &path.names[0]),
            (ExprKind::Record(shares), _) => {
                for share in shares {
                    self.refer(&share.key, Symbol::Share(share.key.text.clone()));
                    self.expr(&share.value);
                }
            }
            _ => self.expr(&field.value),
        }
    }

    /// A name of a section of this module.
    pub(super) fn reference(&mut self, kind: ast::SectionKind, name: &Name) {
        let found = self.modules.get(self.module).ast.items.iter().find_map(|it| match it {
            Item::Section(it) if it.kind == kind && it.name.text == name.text => Some(it.name.span),
            _ => None,
        });
        if let Some(place) = found {
            self.refer(name, Symbol::Place(place));
        }
    }

    fn component(&mut self, registry: Registry, value: &'a Expr) {
        match &*value.kind {
            ExprKind::List(items) => items.iter().for_each(|it| self.component(registry, it)),
            ExprKind::Paren(inner) => self.component(registry, inner),
            ExprKind::Path(path) => drop(self.component_name(registry, &path.names[path.names.len() - 1])),
            ExprKind::Call { callee, args } => {
                let ExprKind::Path(path) = &*callee.kind else { return };
                let component = self.component_name(registry, &path.names[path.names.len() - 1]);
                for arg in args {
                    if let (Some(name), Some(component)) = (&arg.name, component)
                        && let Some(param) = component.params.iter().find(|it| it.name == name.text)
                    {
                        let symbol = Symbol::ComponentParam(registry.kind, component.name, param.name);
                        self.note(name.span, symbol, Role::Argument);
                    }
                    self.expr(&arg.value);
                }
            }
            _ => self.expr(value),
        }
    }

    fn component_name(&mut self, registry: Registry, name: &Name) -> Option<&'static Component> {
        let component = registry.find(&name.text)?;
        self.refer(name, Symbol::Component(registry.kind, component.name));
        Some(component)
    }
}
