//! Operations that the compiler knows.

use nas_compiler::ops::{Arity, Default, PRIMITIVES, ParamType, Primitive};

use super::{Entry, Kind, Param, signature};

pub(super) fn kind() -> Kind {
    let entries = PRIMITIVES.iter().map(entry).collect();
    Kind { name: "primitives".to_owned(), singular: "primitive".to_owned(), entries }
}

fn entry(primitive: &Primitive) -> Entry {
    let params = primitive.params.iter().map(|it| (it.name, default(it.default)));
    let call = match primitive.arity {
        Arity::One => format!("x -> {}", signature(primitive.name, params)),
        Arity::Two => format!("x -> {}", signature(primitive.name, [("y", None)].into_iter().chain(params))),
        Arity::Many => signature(primitive.name, [("a", None), ("b", None), ("…", None)].into_iter().chain(params)),
    };
    Entry {
        name: primitive.name.to_owned(),
        signature: call,
        docs: primitive.docs.to_owned(),
        params: primitive.params.iter().map(param).collect(),
        usage: None,
    }
}

fn param(param: &nas_compiler::ops::Param) -> Param {
    Param {
        name: param.name.to_owned(),
        takes: range(param.ty),
        default: match param.default {
            Default::Computed(how) => format!("by default {how}"),
            other => default(other).map_or("required".to_owned(), |it| format!("by default {it}")),
        },
        docs: param.docs.to_owned(),
    }
}

/// The type, with what bounds its values.
fn range(ty: ParamType) -> String {
    match ty {
        ParamType::Int(least) => format!("int, at least {least}"),
        ParamType::Float(least, most) => format!("float, {least} to {most}"),
        ParamType::Bool => "bool".to_owned(),
        ParamType::Size(least, _) => format!("int or [int, int], at least {least}"),
    }
}

fn default(default: Default) -> Option<String> {
    match default {
        Default::Required => None,
        Default::Int(it) => Some(it.to_string()),
        Default::Float(it) => Some(format!("{it:?}")),
        Default::Bool(it) => Some(it.to_string()),
        Default::Computed(_) => Some("…".to_owned()),
    }
}
