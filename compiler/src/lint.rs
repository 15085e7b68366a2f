//! Names, looked at without elaborating anything: unknown ones also in definitions that no space uses, and names that
//! nothing uses.

use indexmap::IndexSet;
use nas_grammar::{
    Diagnostic, Diagnostics, Span,
    ast::{self, Block, Body, Expr, ExprKind, Item, Param, Pattern, SectionEntry, Statement},
    codes,
};

use crate::{
    elaborate::FUNCTIONS,
    ir::CostKind,
    load::{ModuleId, Modules},
    names::{Binding, Names, Target},
    ops,
};

/// Looks at the names of every module; what nothing uses is only said of the entry, the file that is at hand.
pub(crate) fn check(modules: &Modules, names: &Names, diagnostics: &mut Diagnostics) {
    for at in 0..modules.list.len() {
        let module = ModuleId(at as u16);
        let mut walker =
            Walker { names, module, locals: vec![], used: IndexSet::new(), in_constraint: false, diagnostics };
        modules.list[at].ast.items.iter().for_each(|it| walker.item(it));
        let Walker { used, .. } = walker;
        if at == 0 {
            unused_imports(names, module, &used, diagnostics);
        }
    }
}

fn unused_imports(names: &Names, module: ModuleId, used: &IndexSet<String>, diagnostics: &mut Diagnostics) {
    let imported = |it: &Binding| match it.target {
        Target::Item(item) => item.module != module,
        Target::Module(_) => true,
    };
    for (name, binding) in names.of(module).filter(|it| imported(&it.1) && !used.contains(it.0)) {
        diagnostics.push(unused(binding.span, name, "imported"));
    }
}

fn unused(span: Span, name: &str, how: &str) -> Diagnostic {
    Diagnostic::warning(&codes::UNUSED_NAME, span, format!("nothing uses `{name}`"))
        .label(format!("{how} here"))
        .help("remove it")
}

/// A name that is visible in a body.
struct Local<'a> {
    name: &'a str,
    /// Where it was named with `let`; nothing for parameters and loop variables, which may go unused.
    bound: Option<Span>,
    used: bool,
}

struct Walker<'a, 'd> {
    names: &'a Names,
    module: ModuleId,
    locals: Vec<Vec<Local<'a>>>,
    used: IndexSet<String>,
    in_constraint: bool,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Walker<'a, '_> {
    fn item(&mut self, item: &'a Item) {
        match item {
            Item::Use(_) => {}
            Item::Const(it) => self.expr(&it.value),
            Item::Definition(it) => {
                self.params(&it.params);
                match &it.body {
                    Body::Expr(body) => self.expr(body),
                    Body::Block(block) => self.block(block),
                }
                self.leave();
            }
            Item::Space(it) => {
                self.params(&it.params);
                self.block(&it.body);
                self.leave();
            }
            Item::Section(it) => it.entries.iter().for_each(|it| self.section_entry(it)),
        }
    }

    /// Sections name components and other sections too, so only what is a name of this module counts.
    fn section_entry(&mut self, entry: &'a SectionEntry) {
        if let SectionEntry::Field(field) = entry {
            self.mark(&field.value);
        }
    }

    fn mark(&mut self, expr: &'a Expr) {
        expr.walk(&mut |it| {
            if let ExprKind::Path(path) = &*it.kind {
                self.used.insert(path.names[0].text.clone());
            }
        });
    }

    // Scopes

    fn params(&mut self, params: &'a [Param]) {
        self.locals.push(vec![]);
        // Dimensions may name parameters that stand behind them.
        for (at, param) in params.iter().enumerate() {
            if let Some(first) = params[..at].iter().find(|it| it.name.text == param.name.text) {
                self.diagnostics.push(crate::errors::duplicate_name(&param.name, first.name.span));
            }
            self.define(&param.name, None);
        }
        for param in params {
            if let ast::Type::Named { dims: Some(dims), .. } = &param.ty {
                dims.iter().for_each(|it| self.expr(it));
            }
            param.default.iter().for_each(|it| self.expr(it));
        }
    }

    fn define(&mut self, name: &'a ast::Name, bound: Option<Span>) {
        if let Some(scope) = self.locals.last_mut() {
            scope.push(Local { name: &name.text, bound, used: false });
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern, is_let: bool) {
        let names = match pattern {
            Pattern::Name(name) => std::slice::from_ref(name),
            Pattern::List(names, _) => names,
        };
        for name in names {
            self.define(name, is_let.then_some(name.span));
        }
    }

    fn leave(&mut self) {
        for local in self.locals.pop().unwrap_or_default() {
            if let Some(span) = local.bound
                && !local.used
                && !local.name.starts_with('_')
                && self.module == ModuleId(0)
            {
                self.diagnostics.push(unused(span, local.name, "named"));
            }
        }
    }

    // Statements

    fn block(&mut self, block: &'a Block) {
        self.locals.push(vec![]);
        let (requirements, others): (Vec<_>, Vec<_>) =
            block.statements.iter().partition(|it| matches!(it, Statement::Require { .. }));
        others.into_iter().for_each(|it| self.statement(it));
        requirements.into_iter().for_each(|it| self.statement(it));
        self.leave();
    }

    fn statement(&mut self, statement: &'a Statement) {
        match statement {
            Statement::Let { pattern, value, .. } => {
                self.expr(value);
                self.pattern(pattern, true);
            }
            Statement::Append { value, .. } => self.expr(value),
            Statement::Input { name, ty, .. } => {
                if let ast::Type::Named { dims: Some(dims), .. } = ty {
                    dims.iter().for_each(|it| self.expr(it));
                }
                self.define(name, None);
            }
            Statement::Require { condition, .. } => {
                self.in_constraint = true;
                self.expr(condition);
                self.in_constraint = false;
            }
            Statement::Expr(expr) => self.expr(expr),
        }
    }

    // Expressions

    fn expr(&mut self, expr: &'a Expr) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.form(expr));
    }

    fn form(&mut self, expr: &'a Expr) {
        match &*expr.kind {
            ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Bool(_) => {}
            ExprKind::Path(path) => self.path(path, false),
            ExprKind::List(items) | ExprKind::Pipe(items) => items.iter().for_each(|it| self.expr(it)),
            ExprKind::Record(entries) => entries.iter().for_each(|it| self.expr(&it.value)),
            ExprKind::Call { callee, args } => self.call(callee, args),
            ExprKind::Index { base: first, index: second }
            | ExprKind::Binary { left: first, right: second, .. }
            | ExprKind::Pick { count: first, from: second } => [first, second].into_iter().for_each(|it| self.expr(it)),
            ExprKind::Slice { base, start, end, .. } => {
                self.expr(base);
                start.iter().chain(end).for_each(|it| self.expr(it));
            }
            ExprKind::Range { start, end, step, .. } => {
                [start, end].into_iter().chain(step).for_each(|it| self.expr(it));
            }
            ExprKind::Field { base: inner, .. }
            | ExprKind::Unary { operand: inner, .. }
            | ExprKind::Is { value: inner, .. }
            | ExprKind::OneOfValues(inner)
            | ExprKind::Maybe(inner)
            | ExprKind::Paren(inner) => self.expr(inner),
            ExprKind::OneOf(alternatives) => alternatives.iter().for_each(|it| self.alternative(it)),
            ExprKind::For { pattern, items, body } => {
                self.expr(items);
                self.locals.push(vec![]);
                self.pattern(pattern, false);
                self.block(body);
                self.leave();
            }
            ExprKind::Repeat { count, body } => {
                self.expr(count);
                self.block(body);
            }
            ExprKind::If { branches, otherwise } => {
                for (condition, block) in branches {
                    self.expr(condition);
                    self.block(block);
                }
                otherwise.iter().for_each(|it| self.block(it));
            }
        }
    }

    fn alternative(&mut self, alternative: &'a ast::Alternative) {
        match &alternative.value {
            Some(value) => self.expr(value),
            None => self.name(&alternative.name, false),
        }
    }

    fn call(&mut self, callee: &'a Expr, args: &'a [ast::Arg]) {
        match &*callee.kind {
            // The argument of these is a label or a cost, not a name.
            ExprKind::Path(path) if matches!(path.text().as_str(), "count" | "simplified" | "latency") => return,
            ExprKind::Path(path) => self.path(path, true),
            _ => self.expr(callee),
        }
        args.iter().for_each(|it| self.expr(&it.value));
    }

    fn path(&mut self, path: &'a ast::Path, is_callee: bool) {
        match path.names.as_slice() {
            [name] => self.name(name, is_callee),
            // Whether the module has the item is found where the path is evaluated.
            [module, ..] => drop(self.used.insert(module.text.clone())),
            [] => {}
        }
    }

    fn name(&mut self, name: &'a ast::Name, is_callee: bool) {
        let text = name.text.as_str();
        let local = self.locals.iter_mut().rev().find_map(|it| it.iter_mut().rev().find(|it| it.name == text));
        if let Some(local) = local {
            local.used = true;
            return;
        }
        self.used.insert(text.to_owned());
        let is_cost = self.in_constraint && (text == "connected" || CostKind::ALL.iter().any(|it| it.name() == text));
        let is_function = is_callee && FUNCTIONS.iter().any(|it| it.name == text);
        let known = self.names.get(self.module, text).is_some() || ops::find(text).is_some();
        // A cost outside of a constraint has a message of its own.
        let is_misplaced = CostKind::ALL.iter().any(|it| it.name() == text) || text == "connected";
        if !known && !is_cost && !is_function && !is_misplaced {
            let candidates = self.candidates();
            self.diagnostics.push(crate::errors::unknown_name(name, candidates));
        }
    }

    fn candidates(&self) -> Vec<&str> {
        let locals = self.locals.iter().flatten().map(|it| it.name);
        let items = self.names.of(self.module).map(|it| it.0);
        let primitives = ops::PRIMITIVES.iter().map(|it| it.name);
        let functions = FUNCTIONS.iter().map(|it| it.name);
        locals.chain(items).chain(primitives).chain(functions).collect()
    }
}
