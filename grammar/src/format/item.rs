//! Items and what their heads are made of.

use super::{
    Formatter,
    doc::{Doc, concat, line},
    sequence::{Element, NAMES, ROUND, SQUARE, Separator},
};
use crate::{
    Span,
    ast::{
        Body, Const, Definition, Entry, ExprKind, Item, Module, Name, Param, Section, SectionEntry, Space, Type, Use,
    },
};

impl Element for Item {
    fn span(&self) -> Span {
        self.span()
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        match self {
            Self::Use(it) => formatter.use_item(it),
            Self::Const(it) => formatter.const_item(it),
            Self::Definition(it) => formatter.definition(it),
            Self::Space(it) => formatter.space(it),
            Self::Section(it) => formatter.section(it),
        }
    }

    fn is_apart(&self, next: &Self) -> bool {
        !matches!((self, next), (Self::Use(_), Self::Use(_)) | (Self::Const(_), Self::Const(_)))
    }
}

impl Formatter<'_> {
    fn use_item(&mut self, item: &Use) -> Doc {
        let module = match &item.module {
            Module::Path(path) => path.span,
            Module::File(text) => text.span,
        };
        let mut docs = vec!["use ".into(), self.source(module)];
        if let Some(names) = &item.names {
            let open = self.find(module.end as usize, '{');
            let close = self.find(names.last().map_or(open, |it| it.span().end as usize), '}');
            docs.push("::".into());
            docs.push(self.row(&NAMES, open..close + 1, names));
        }
        docs.extend(item.alias.as_ref().map(|it| concat([" as ".into(), self.name(it)])));
        concat(docs)
    }

    fn const_item(&mut self, item: &Const) -> Doc {
        concat(["const ".into(), self.name(&item.name), " = ".into(), self.expr(&item.value)])
    }

    fn definition(&mut self, item: &Definition) -> Doc {
        let head = [item.kind.name().into(), " ".into(), self.name(&item.name), self.params(&item.name, &item.params)];
        let body = match &item.body {
            // A pipeline that does not fit begins on a line of its own, so that its stages stand below each other.
            Body::Expr(value) if matches!(*value.kind, ExprKind::Pipe(_)) => {
                concat([" =".into(), concat([line(" "), self.expr(value)]).indent()]).group()
            }
            Body::Expr(value) => concat([" = ".into(), self.expr(value)]),
            Body::Block(block) => concat([" ".into(), self.block(block)]),
        };
        concat([concat(head), body])
    }

    fn space(&mut self, item: &Space) -> Doc {
        let head = ["space ".into(), self.name(&item.name), self.params(&item.name, &item.params)];
        concat([concat(head), " ".into(), self.block(&item.body)])
    }

    fn section(&mut self, item: &Section) -> Doc {
        let name = self.name(&item.name);
        let of = item.of.as_ref().map_or("".into(), |it| concat([" = ".into(), self.name(it)]));
        let head = item.of.as_ref().unwrap_or(&item.name).span;
        let inside = self.find(head.end as usize, '{') + 1..item.span.end as usize - 1;
        let body = self.broken_row("{", "}", inside, &item.entries, Separator::None);
        concat([item.kind.name().into(), " ".into(), name, of, " ".into(), body])
    }

    fn params(&mut self, name: &Name, params: &[Param]) -> Doc {
        let (Some(first), Some(last)) = (params.first(), params.last()) else { return "".into() };
        let open = self.find(name.span.end as usize, '(').min(first.span.start as usize);
        let close = self.find(last.span.end as usize, ')');
        self.row(&ROUND, open..close + 1, params)
    }

    pub(super) fn ty(&mut self, ty: &Type) -> Doc {
        match ty {
            Type::Named { name, dims: None, .. } => self.name(name),
            Type::Named { name, dims: Some(dims), span } => {
                let open = self.find(name.span.end as usize, '[');
                concat([self.name(name), self.row(&SQUARE, open..span.end as usize, dims)])
            }
            Type::List(inner, _) => concat(["[".into(), self.ty(inner), "]".into()]),
        }
    }

    /// Writes a name, after the comments before it.
    pub(super) fn name(&mut self, name: &Name) -> Doc {
        concat([self.comments_before(name.span.start as usize), name.text.as_str().into()])
    }

    /// Writes what stands at a span as it was written.
    pub(super) fn source(&mut self, span: Span) -> Doc {
        concat([self.comments_before(span.start as usize), self.text[span.range()].into()])
    }
}

impl Element for (Name, Option<Name>) {
    fn span(&self) -> Span {
        self.1.as_ref().map_or(self.0.span, |it| self.0.span.to(it.span))
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        let name = formatter.name(&self.0);
        match &self.1 {
            Some(alias) => concat([name, " as ".into(), formatter.name(alias)]),
            None => name,
        }
    }
}

impl Element for Param {
    fn span(&self) -> Span {
        self.span
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        let head = [formatter.name(&self.name), ": ".into(), formatter.ty(&self.ty)];
        match &self.default {
            Some(default) => concat([concat(head), " = ".into(), formatter.expr(default)]),
            None => concat(head),
        }
    }
}

impl Element for Entry {
    fn span(&self) -> Span {
        self.span
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        concat([formatter.name(&self.key), ": ".into(), formatter.expr(&self.value)])
    }
}

impl Element for SectionEntry {
    fn span(&self) -> Span {
        match self {
            Self::Field(it) => it.span,
            Self::Objective { span, .. } => *span,
        }
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        match self {
            Self::Field(it) => it.write(formatter),
            Self::Objective { maximize, metric, .. } => {
                let direction = if *maximize { "maximize " } else { "minimize " };
                concat([direction.into(), formatter.expr(metric)])
            }
        }
    }
}
