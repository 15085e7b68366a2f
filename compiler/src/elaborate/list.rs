//! Lists: positions, slices, ranges, fields.

use nas_grammar::{
    Span,
    ast::{self, Expr, ExprKind},
};

use super::{
    Elaborator, Eval, Kind, Reported,
    env::Env,
    errors,
    value::{Item, Type, Value},
};
use crate::ir::{BinaryOp, Scalar};

/// The most values of a range.
const RANGE: i64 = 1_000_000;

impl<'a> Elaborator<'a> {
    fn items(&mut self, env: &mut Env<'a>, base: &'a Expr) -> Eval<std::rc::Rc<Vec<Item>>> {
        let value = self.expr(env, base)?;
        match value.kind {
            Kind::List(items) => Ok(items),
            Kind::Poison => Err(Reported),
            Kind::Scalar(..) | Kind::Tensor(_) | Kind::Op(_) => {
                self.report(errors::wrong_type(base.span, "a list", value.describe()))
            }
        }
    }

    pub(super) fn index(&mut self, env: &mut Env<'a>, base: &'a Expr, index: &'a Expr) -> Eval<Value> {
        let items = self.items(env, base)?;
        let position = self.known_whole(env, index, errors::POSITION)?;
        match usize::try_from(position).ok().and_then(|it| items.get(it)) {
            Some(item) => self.present(item, index.span),
            None => self.report(errors::index_out_of_range(index.span, position, items.len())),
        }
    }

    pub(super) fn slice(
        &mut self,
        env: &mut Env<'a>,
        base: &'a Expr,
        [start, end]: [Option<&'a Expr>; 2],
        inclusive: bool,
    ) -> Eval<Value> {
        let items = self.items(env, base)?;
        let from = self.slice_end(env, start, 0, items.len())?;
        let to = self.slice_end(env, end, items.len(), items.len())?;
        let to = if inclusive && end.is_some() { to + 1 } else { to };
        match items.get(from..to) {
            Some(slice) => Ok(Value::list(slice.to_vec())),
            None => {
                let span = end.or(start).map_or(base.span, |it| it.span);
                self.report(errors::index_out_of_range(span, to.max(from) as i64, items.len()))
            }
        }
    }

    fn slice_end(&mut self, env: &mut Env<'a>, expr: Option<&'a Expr>, default: usize, len: usize) -> Eval<usize> {
        let Some(expr) = expr else { return Ok(default) };
        let position = self.known_whole(env, expr, errors::POSITION)?;
        match usize::try_from(position) {
            Ok(position) => Ok(position),
            Err(_) => self.report(errors::index_out_of_range(expr.span, position, len)),
        }
    }

    /// `1..4`, `16..=64 step 16`: the list of its values. Where an end depends on a decision, so does what is there.
    pub(super) fn range(&mut self, env: &mut Env<'a>, expr: &'a Expr) -> Eval<Value> {
        let ExprKind::Range { start, end, inclusive, step } = &*expr.kind else { return Err(Reported) };
        let step = match step {
            Some(it) => self.known_whole(env, it, "the step of a range")?,
            None => 1,
        };
        if step < 1 {
            return self.report(errors::bad_step(expr.span));
        }
        let (first, last) = (self.whole(env, start)?, self.whole(env, end)?);
        if step > 1 && self.exprs.as_const(first).is_none() {
            return self.report(errors::not_constant(start.span, "the start of a range with a step"));
        }
        let last = if *inclusive {
            let one = self.exprs.int(1);
            self.exprs.add(last, one)
        } else {
            last
        };
        let ((least, greatest_start), (least_end, most)) =
            (self.bounds(first, start.span)?, self.bounds(last, end.span)?);
        if least > most && greatest_start == least {
            return self.report(errors::reversed_range(expr.span, least, most - i64::from(*inclusive)));
        }
        if (most - least) / step > RANGE {
            return self.report(errors::too_large(expr.span, ((most - least) / step) as u64));
        }
        self.spend(expr.span, ((most - least).max(0) / step) as u64)?;
        let mut items = vec![];
        let mut at = least;
        while at < most {
            let value = self.exprs.int(at);
            let begun = (at < greatest_start).then(|| self.exprs.binary(BinaryOp::LessEqual, first, value));
            let open = (at >= least_end).then(|| self.exprs.binary(BinaryOp::Less, value, last));
            let guard = self.exprs.all(begun.into_iter().chain(open));
            items.push(Item { guard, value: Value::scalar(value, Type::Int) });
            at += step;
        }
        Ok(Value::list(items))
    }

    pub(super) fn field(&mut self, env: &mut Env<'a>, base: &'a Expr, name: &'a ast::Name) -> Eval<Value> {
        let value = self.expr(env, base)?;
        match &value.kind {
            Kind::List(items) => self.list_field(&items.clone(), name),
            Kind::Tensor(node) => {
                let shape = self.nodes[node.0 as usize].shape.clone();
                let dimensions = shape.kind.dimensions();
                match dimensions.iter().position(|it| *it == name.text) {
                    Some(at) => Ok(Value::scalar(shape.dims[at], Type::Int)),
                    None => self.report(errors::unknown_field(name, shape.kind.name(), dimensions)),
                }
            }
            Kind::Poison => Err(Reported),
            Kind::Scalar(..) | Kind::Op(_) => self.report(errors::unknown_field(name, value.describe(), &[])),
        }
    }

    fn list_field(&mut self, items: &[Item], name: &ast::Name) -> Eval<Value> {
        match name.text.as_str() {
            "first" => self.outermost(items.iter(), name.span),
            "last" => self.outermost(items.iter().rev(), name.span),
            "len" => {
                let (one, none) = (self.exprs.int(1), self.exprs.int(0));
                let present: Vec<_> = items.iter().map(|it| self.exprs.choose(it.guard, one, none)).collect();
                Ok(Value::scalar(self.exprs.sum(present), Type::Int))
            }
            _ => self.report(errors::unknown_field(name, "list", &["first", "last", "len"])),
        }
    }

    /// The first of some items that is there.
    fn outermost<'i>(&mut self, mut items: impl Iterator<Item = &'i Item>, span: Span) -> Eval<Value> {
        let Some(first) = items.next() else { return self.report(errors::index_out_of_range(span, 0, 0)) };
        if self.is_present(first, span)? {
            return Ok(first.value.clone());
        }
        let not = self.exprs.not(first.guard);
        let rest = self.under(not, |it| it.outermost(items, span))?;
        match rest {
            Some(rest) => self.join(first.guard, [first.value.clone(), rest], span),
            None => Ok(first.value.clone()),
        }
    }

    /// The known scalars of a list, if all are known and always there.
    pub(super) fn known_scalars(&self, items: &[Item]) -> Option<Vec<Scalar>> {
        let known = |it: &Item| match it.value.kind {
            Kind::Scalar(expr, _) if self.exprs.as_bool(it.guard) == Some(true) => self.exprs.as_const(expr).cloned(),
            _ => None,
        };
        items.iter().map(known).collect()
    }
}
