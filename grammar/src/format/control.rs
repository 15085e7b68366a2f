//! `for`, `repeat` and `if`.

use super::{
    Formatter,
    doc::{Doc, concat},
};
use crate::ast::{Block, Expr, Pattern};

impl Formatter<'_> {
    pub(super) fn for_loop(&mut self, pattern: &Pattern, items: &Expr, body: &Block) -> Doc {
        let head = ["for ".into(), self.pattern(pattern), " in ".into(), self.expr(items), " ".into()];
        concat([concat(head), self.block(body)])
    }

    pub(super) fn repeat(&mut self, count: &Expr, body: &Block) -> Doc {
        let head = ["repeat(".into(), self.expr(count), ") ".into()];
        concat([concat(head), self.block(body)])
    }

    /// On one line if all of it fits, otherwise every block has its own lines.
    pub(super) fn conditional(&mut self, branches: &[(Expr, Block)], otherwise: Option<&Block>) -> Doc {
        let mut docs = vec![];
        for (at, (condition, block)) in branches.iter().enumerate() {
            if at > 0 {
                docs.push(self.comments_before(condition.span.start as usize));
                docs.push(" else ".into());
            }
            docs.extend(["if ".into(), self.expr(condition), " ".into(), self.open_block(block)]);
        }
        if let Some(block) = otherwise {
            docs.push(self.comments_before(block.span.start as usize));
            docs.extend([" else ".into(), self.open_block(block)]);
        }
        concat(docs).group()
    }
}
