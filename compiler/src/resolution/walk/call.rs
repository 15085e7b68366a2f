//! Calls: which parameter each argument is for.

use nas_grammar::ast::{self, Expr, ExprKind, Item};

use super::Walker;
use crate::{
    names::Target,
    ops,
    resolution::{Role, Symbol, scope::Callee},
};

impl<'a> Walker<'a, '_> {
    pub(super) fn call(&mut self, callee: &'a Expr, args: &'a [ast::Arg]) {
        self.called(callee);
        if let ExprKind::Path(path) = &*callee.kind
            && self.special(&path.text(), args)
        {
            return;
        }
        let target = self.callee(callee);
        for arg in args {
            if let Some(name) = &arg.name {
                let symbol = self.parameter(target, &name.text);
                self.note(name.span, symbol, Role::Argument);
            }
            self.expr(&arg.value);
        }
    }

    /// What is called may be a function, which is no value otherwise.
    fn called(&mut self, callee: &'a Expr) {
        if let ExprKind::Path(path) = &*callee.kind
            && let [name] = path.names.as_slice()
            && let Some(symbol @ Symbol::Function(_)) = self.symbol(&name.text)
        {
            return self.refer(name, symbol);
        }
        self.expr(callee);
    }

    /// `count` takes a label, `latency` a device; `simplified` takes a cost, which is a name like others.
    fn special(&mut self, function: &str, args: &'a [ast::Arg]) -> bool {
        if self.local(function).is_some() || self.top(function).is_some() {
            return false;
        }
        let Some(arg) = args.first().map(|it| &it.value) else { return false };
        match (function, &*arg.kind) {
            ("count", ExprKind::Path(path)) => {
                let name = &path.names[0];
                self.refer(name, Symbol::Label(name.text.clone()));
            }
            // `count(left.skip)` counts below a level of paths, which has the name of what was decided there.
            ("count", _) => {
                let was_lenient = std::mem::replace(&mut self.is_lenient, true);
                self.expr(arg);
                self.is_lenient = was_lenient;
            }
            ("latency", ExprKind::Path(path)) => self.reference(ast::SectionKind::Device, &path.names[0]),
            _ => return false,
        }
        true
    }

    /// What is called when an expression is called, or when what is bound to it is.
    pub(super) fn callee(&self, expr: &Expr) -> Option<Callee> {
        match &*expr.kind {
            ExprKind::Path(path) => match path.names.as_slice() {
                [name] => match self.local(&name.text) {
                    Some(local) => local.callee,
                    None => {
                        self.top(&name.text).map_or_else(|| ops::find(&name.text).map(Callee::Primitive), |it| it.1)
                    }
                },
                [module, item, ..] => {
                    let Symbol::Module(id) = self.top(&module.text)?.0 else { return None };
                    match self.names.get(id, &item.text)?.target {
                        Target::Item(item) => Some(Callee::Definition(item)),
                        Target::Module(_) | Target::Missing => None,
                    }
                }
                [] => None,
            },
            // `bottleneck(groups: 32)` still takes the other parameters.
            ExprKind::Call { callee, .. } => self.callee(callee),
            ExprKind::Paren(inner) => self.callee(inner),
            _ => None,
        }
    }

    fn parameter(&self, callee: Option<Callee>, name: &str) -> Symbol {
        let found = match callee {
            Some(Callee::Primitive(op)) => {
                op.params.iter().find(|it| it.name == name).map(|it| Symbol::PrimitiveParam(op.name, it.name))
            }
            Some(Callee::Definition(item)) => match &self.modules.get(item.module).ast.items[item.item as usize] {
                Item::Definition(it) => {
                    let param = it.params.iter().find(|it| it.name.text == name);
                    param.map(|it| Symbol::Place(it.name.span))
                }
                _ => None,
            },
            None => None,
        };
        found.unwrap_or_else(|| Symbol::Argument(name.to_owned()))
    }
}
