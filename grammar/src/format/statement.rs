//! Blocks and statements.

use super::{
    Formatter,
    doc::{Doc, concat, line},
    sequence::{Element, Separator},
};
use crate::{
    Span,
    ast::{Block, Expr, Pattern, Statement, Text},
};

impl Element for Statement {
    fn span(&self) -> Span {
        self.span()
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        match self {
            Self::Let { pattern, value, .. } => {
                concat(["let ".into(), formatter.pattern(pattern), " = ".into(), formatter.expr(value)])
            }
            Self::Append { list, value, .. } => concat([formatter.name(list), " += ".into(), formatter.expr(value)]),
            Self::Input { name, ty, .. } => {
                concat(["input ".into(), formatter.name(name), ": ".into(), formatter.ty(ty)])
            }
            Self::Require { condition, reason, .. } => formatter.require(condition, reason.as_ref()),
            Self::Expr(it) => formatter.expr(it),
        }
    }
}

impl Formatter<'_> {
    /// Writes a block: on one line if it was written so, holds one statement and fits.
    pub(super) fn block(&mut self, block: &Block) -> Doc {
        self.open_block(block).group()
    }

    /// Writes a block whose line breaks the group around it decides.
    pub(super) fn open_block(&mut self, block: &Block) -> Doc {
        let before = self.comments_before(block.span.start as usize);
        let inside = block.span.start as usize + 1..block.span.end as usize - 1;
        let [only] = block.statements.as_slice() else { return concat([before, self.broken_block(inside, block)]) };
        if self.has_breaks(&inside, &block.statements) {
            return concat([before, self.broken_block(inside, block)]);
        }
        let statement = concat([line(" "), only.write(self)]).indent();
        concat([before, concat(["{".into(), statement, line(" "), "}".into()]).anchor()])
    }

    fn broken_block(&mut self, inside: std::ops::Range<usize>, block: &Block) -> Doc {
        self.broken_row("{", "}", inside, &block.statements, Separator::None)
    }

    fn require(&mut self, condition: &Expr, reason: Option<&Text>) -> Doc {
        let condition = self.expr(condition);
        let reason = reason.map_or("".into(), |it| concat(["else ".into(), self.source(it.span)]).fill().indent());
        concat(["require ".into(), condition, reason])
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) -> Doc {
        match pattern {
            Pattern::Name(name) => self.name(name),
            Pattern::List(names, span) => {
                let before = self.comments_before(span.start as usize);
                let mut docs = vec![];
                for (at, name) in names.iter().enumerate() {
                    docs.extend((at > 0).then(|| ", ".into()));
                    docs.push(self.name(name));
                }
                let behind = self.comments_before(span.end as usize);
                concat([before, "[".into(), concat(docs), behind, "]".into()])
            }
        }
    }
}
