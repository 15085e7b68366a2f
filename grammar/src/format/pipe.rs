//! Pipelines: the line breaks that were written stay, and more are made where a stage does not fit.

use super::{
    Formatter,
    doc::{Doc, concat, hard},
};
use crate::ast::Expr;

impl Formatter<'_> {
    pub(super) fn pipe(&mut self, stages: &[Expr]) -> Doc {
        let first = stages.first().map_or("".into(), |it| self.expr(it));
        let rest: Vec<Doc> = stages.windows(2).map(|it| self.stage(&it[0], &it[1])).collect();
        concat([first, concat(rest).indent()]).anchor()
    }

    /// Writes a stage with the arrow before it.
    fn stage(&mut self, before: &Expr, stage: &Expr) -> Doc {
        let mut end = before.span.end as usize;
        let start = stage.span.start as usize;
        let is_broken = self.breaks(end, start);
        let behind = self.comment_behind(&mut end, start);
        let mut comments = vec![];
        while let Some((_, comment)) = self.own_line_comment(start) {
            comments.push(hard());
            comments.push(comment);
        }
        let written = concat(["-> ".into(), self.expr(stage)]);
        let stage = if is_broken { concat([hard(), written]) } else { written.fill() };
        concat([behind, concat(comments), stage])
    }
}
