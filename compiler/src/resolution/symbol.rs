//! What a name can stand for.

use nas_grammar::{
    Span,
    ast::{self, DefinitionKind, Item, SectionKind},
};

use super::Resolution;
use crate::load::{ModuleId, Modules};

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Symbol {
    /// Something that a program names, by the place of its name.
    Place(Span),
    /// A module that was imported as a whole.
    Module(ModuleId),
    /// `std`
    Library,
    /// A primitive operation.
    Primitive(&'static str),
    /// A parameter of a primitive: the primitive and the parameter.
    PrimitiveParam(&'static str, &'static str),
    /// A built-in function.
    Function(&'static str),
    /// A component that a section names: the kind of its registry and its name.
    Component(&'static str, &'static str),
    /// A parameter of a component: the kind of the registry, the component, the parameter.
    ComponentParam(&'static str, &'static str, &'static str),
    /// A cost of a whole architecture, or `connected`.
    Cost(&'static str),
    /// An alternative of a choice, by its name: `is` and `count` mean every one of that name.
    Label(String),
    /// The word of a type.
    Type(&'static str),
    /// A field of a tensor or a list.
    Field(String),
    /// An entry of a section.
    Entry(SectionKind, String),
    /// A share of a data set.
    Share(String),
    /// A metric that a search looks at.
    Metric(String),
    /// A parameter of whichever operation is given.
    Argument(String),
}

/// What kind of thing a program names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NamedKind {
    /// `const`
    Const,
    /// `op`, `cell`, `block` or `fn`.
    Definition(DefinitionKind),
    /// `space`
    Space,
    /// `task`, `train`, `search` or `device`.
    Section(SectionKind),
    /// A parameter of a definition or a space.
    Param,
    /// What `let` names.
    Let,
    /// What a loop names.
    Loop,
    /// An input of a space.
    Input,
    /// A new name that a `use` gives to what is named elsewhere.
    Alias(Span),
}

/// Something that a program names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: NamedKind,
    /// Where the name stands.
    pub span: Span,
    /// Where all of it stands: the item, the parameter or the statement.
    pub whole: Span,
    /// The value, if it is bound to one.
    pub value: Option<Span>,
}

/// Notes the items of a module.
pub(super) fn declare(modules: &Modules, id: ModuleId, resolution: &mut Resolution) {
    for item in &modules.get(id).ast.items {
        let Some((name, kind)) = named(item) else { continue };
        let value = match item {
            Item::Const(it) => Some(it.value.span),
            _ => None,
        };
        let named = Named { name: name.text.clone(), kind, span: name.span, whole: item.span(), value };
        resolution.named.insert(name.span, named);
    }
}

/// Returns the name of an item and its kind.
pub(super) fn named(item: &Item) -> Option<(&ast::Name, NamedKind)> {
    match item {
        Item::Const(it) => Some((&it.name, NamedKind::Const)),
        Item::Definition(it) => Some((&it.name, NamedKind::Definition(it.kind))),
        Item::Space(it) => Some((&it.name, NamedKind::Space)),
        Item::Section(it) => Some((&it.name, NamedKind::Section(it.kind))),
        Item::Use(_) => None,
    }
}
