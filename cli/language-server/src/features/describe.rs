//! What a name stands for, in Markdown.

use nas_compiler::{
    FUNCTIONS, ops,
    resolution::{Named, NamedKind, Symbol, docs, module_docs},
    vocabulary::{self, REGISTRIES},
};
use nas_grammar::{
    Span,
    ast::{Body, Item, SectionKind},
};

use crate::snapshot::Snapshot;

/// The most characters of a statement that are shown.
const SHOWN: usize = 240;

/// Describes a symbol: how it is written, and its documentation.
pub(crate) fn symbol(snapshot: &Snapshot, symbol: &Symbol) -> Option<String> {
    Some(match symbol {
        Symbol::Place(_) => named(snapshot, snapshot.resolution().named(symbol)?),
        Symbol::Module(id) => {
            let module = snapshot.analysis.modules.get(*id);
            page(&module.name, &module_docs(module))
        }
        Symbol::Library => page("std", "The standard library."),
        Symbol::Primitive(name) => primitive(ops::find(name)?),
        Symbol::PrimitiveParam(op, name) => {
            let param = ops::find(op)?.params.iter().find(|it| it.name == *name)?;
            page(&primitive_param(param), param.docs)
        }
        Symbol::Function(name) => {
            let function = FUNCTIONS.iter().find(|it| it.name == *name)?;
            page(&format!("{}(…)", function.name), function.docs)
        }
        Symbol::Component(kind, name) => component(find(kind, name)?),
        Symbol::ComponentParam(kind, component, name) => {
            let param = find(kind, component)?.params.iter().find(|it| it.name == *name)?;
            page(&component_param(param), param.docs)
        }
        Symbol::Cost(name) => page(name, "A cost of the whole network; see `nas cost`."),
        Symbol::Label(name) => page(name, "An alternative of a choice."),
        Symbol::Type(name) => page(name, "A type."),
        Symbol::Field(name) => page(&format!(".{name}"), "A dimension of a tensor, or a part of a list."),
        Symbol::Entry(kind, name) => page(&format!("{name}: …"), &format!("An entry of a `{}`.", kind.name())),
        Symbol::Share(name) => page(&format!("{name}: …"), "A share of the data."),
        Symbol::Metric(name) => page(name, "A metric that the estimator measures."),
        Symbol::Argument(name) => page(&format!("{name}: …"), "A parameter of the operation that is given here."),
        _ => return None,
    })
}

fn find(kind: &str, name: &str) -> Option<&'static vocabulary::Component> {
    REGISTRIES.iter().find(|it| it.kind == kind)?.find(name)
}

/// A signature and a text.
fn page(signature: &str, docs: &str) -> String {
    let fence = format!("```nas\n{signature}\n```");
    if docs.is_empty() { fence } else { format!("{fence}\n\n{docs}") }
}

/// Describes something that a program names.
pub(crate) fn named(snapshot: &Snapshot, named: &Named) -> String {
    page(&signature(snapshot, named), &docs(&snapshot.analysis.modules, named.whole))
}

/// How something is written that a program names: an item without its body.
pub(crate) fn signature(snapshot: &Snapshot, named: &Named) -> String {
    let span = match named.kind {
        NamedKind::Definition(_) | NamedKind::Space => head(snapshot, named.whole),
        NamedKind::Section(kind) => return section(kind, &named.name),
        _ => named.whole,
    };
    let text = snapshot.analysis.text(span).trim_end().trim_end_matches(['=', '{']).trim_end();
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text.to_owned(),
    }
}

fn section(kind: SectionKind, name: &str) -> String {
    format!("{} {name}", kind.name())
}

/// The part of an item that stands before its body.
fn head(snapshot: &Snapshot, whole: Span) -> Span {
    let modules = snapshot.analysis.modules.list.iter().filter(|it| it.file == whole.file);
    let item = modules.flat_map(|it| &it.ast.items).find(|it| it.span() == whole);
    let body = match item {
        Some(Item::Definition(it)) => match &it.body {
            Body::Expr(body) => body.span,
            Body::Block(body) => body.span,
        },
        Some(Item::Space(it)) => it.body.span,
        _ => return whole,
    };
    Span { end: body.start, ..whole }
}

fn primitive(op: &ops::Primitive) -> String {
    let params: Vec<String> = op.params.iter().map(primitive_param).collect();
    let listed = op.params.iter().map(|it| (it.name, it.docs));
    let signature = format!("{}({})", op.name, params.join(", "));
    page(&signature, &format!("{}{}", op.docs, list(listed)))
}

fn component(component: &vocabulary::Component) -> String {
    let params: Vec<String> = component.params.iter().map(component_param).collect();
    let listed = component.params.iter().map(|it| (it.name, it.docs));
    let signature = format!("{}({})", component.name, params.join(", "));
    page(&signature, &format!("{}{}", component.docs, list(listed)))
}

fn list<'a>(params: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let lines: Vec<String> = params.map(|(name, docs)| format!("\n- `{name}`: {docs}")).collect();
    if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
}

/// How a parameter of a primitive is written: `kernel: int = 3`.
pub(crate) fn primitive_param(param: &ops::Param) -> String {
    let ty = match param.ty {
        ops::ParamType::Int(_) => "int",
        ops::ParamType::Float(..) => "float",
        ops::ParamType::Bool => "bool",
        ops::ParamType::Size(..) => "int or [int, int]",
    };
    let default = match param.default {
        ops::Default::Required => String::new(),
        ops::Default::Int(it) => format!(" = {it}"),
        ops::Default::Float(it) => format!(" = {it}"),
        ops::Default::Bool(it) => format!(" = {it}"),
        ops::Default::Computed(how) => format!(" = {how}"),
    };
    format!("{}: {ty}{default}", param.name)
}

/// How a parameter of a component is written: `tournament: int = 25`.
pub(crate) fn component_param(param: &vocabulary::Param) -> String {
    use vocabulary::{Default, Takes};
    let ty = match param.takes {
        Takes::Int(_) => "int".to_owned(),
        Takes::Float(..) | Takes::Positive(_) => "float".to_owned(),
        Takes::Bool => "bool".to_owned(),
        Takes::Str => "str".to_owned(),
        Takes::OneOf(known) => known.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>().join(" or "),
        Takes::Strs => "[str]".to_owned(),
    };
    let default = match param.default {
        Default::Required => String::new(),
        Default::Unset => " = not set".to_owned(),
        Default::Int(it) => format!(" = {it}"),
        Default::Float(it) => format!(" = {it}"),
        Default::Bool(it) => format!(" = {it}"),
        Default::Str(it) => format!(" = {it:?}"),
    };
    format!("{}: {ty}{default}", param.name)
}
