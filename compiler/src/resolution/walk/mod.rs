//! Going over a module with the names that are visible.

mod call;
mod import;
mod section;

use nas_grammar::{
    Span,
    ast::{self, Block, Body, Expr, ExprKind, Item, Name, Param, Pattern, Statement, Type},
    diagnostic::nearest,
};

use super::{
    Named, NamedKind, Occurrence, Resolution, Role, Symbol, Unknown, bound,
    scope::{Local, Scope},
};
use crate::{
    elaborate::FUNCTIONS,
    ir::CostKind,
    load::{ModuleId, Modules},
    names::Names,
    ops,
};

/// How many unknown names are noted. Each is compared with all that could be meant.
const UNKNOWN: usize = 1_000;

/// Walks over one module.
pub(super) struct Walker<'a, 'r> {
    modules: &'a Modules,
    names: &'a Names,
    module: ModuleId,
    /// The open scopes, by position.
    open: Vec<usize>,
    /// Whether names may stand for what is not looked for here: components and metrics of sections, parts of paths.
    is_lenient: bool,
    resolution: &'r mut Resolution,
}

impl<'a, 'r> Walker<'a, 'r> {
    pub(super) fn new(
        modules: &'a Modules,
        names: &'a Names,
        module: ModuleId,
        resolution: &'r mut Resolution,
    ) -> Self {
        Self { modules, names, module, open: vec![], is_lenient: false, resolution }
    }

    pub(super) fn module(mut self) {
        let module = self.modules.get(self.module);
        let uses = module.ast.items.iter().filter_map(|it| match it {
            Item::Use(it) => Some(it),
            _ => None,
        });
        // New names that a `use` gives are visible before it too.
        uses.zip(&module.uses).for_each(|(item, target)| self.import(item, *target));
        for item in &module.ast.items {
            match item {
                Item::Use(_) => {}
                Item::Const(it) => {
                    self.define(&it.name);
                    self.expr(&it.value);
                }
                Item::Definition(it) => self.definition(it),
                Item::Space(it) => {
                    self.define(&it.name);
                    self.enter(it.span);
                    self.params(&it.params);
                    self.block(&it.body);
                    self.open.pop();
                }
                Item::Section(it) => {
                    self.is_lenient = true;
                    self.section(it);
                    self.is_lenient = false;
                }
            }
        }
    }

    fn definition(&mut self, definition: &'a ast::Definition) {
        self.define(&definition.name);
        self.enter(definition.span);
        self.params(&definition.params);
        match &definition.body {
            Body::Expr(body) => self.expr(body),
            Body::Block(block) => self.block(block),
        }
        self.open.pop();
    }

    // Noting

    fn note(&mut self, span: Span, symbol: Symbol, role: Role) {
        self.resolution.occurrences.push(Occurrence { span, symbol, role });
    }

    fn refer(&mut self, name: &Name, symbol: Symbol) {
        self.note(name.span, symbol, Role::Use);
    }

    fn define(&mut self, name: &Name) {
        self.note(name.span, Symbol::Place(name.span), Role::Definition);
    }

    // Scopes

    fn enter(&mut self, span: Span) {
        self.open.push(self.resolution.scopes.len());
        self.resolution.scopes.push(Scope { span, names: vec![] });
    }

    fn bind(&mut self, name: &Name, (kind, whole): (NamedKind, Span), value: Option<&Expr>) {
        let from = match kind {
            NamedKind::Param => self.open.last().map_or(0, |it| self.resolution.scopes[*it].span.start),
            NamedKind::Loop => name.span.end,
            _ => whole.end,
        };
        let callee = value.and_then(|it| self.callee(it));
        self.define(name);
        let local = Local { name: name.text.clone(), symbol: Symbol::Place(name.span), from, callee };
        if let Some(scope) = self.open.last() {
            self.resolution.scopes[*scope].names.push(local);
        }
        let value = value.map(|it| it.span);
        let named = Named { name: name.text.clone(), kind, span: name.span, whole, value };
        self.resolution.named.insert(name.span, named);
    }

    fn local(&self, name: &str) -> Option<&Local> {
        let scopes = self.open.iter().rev().map(|it| &self.resolution.scopes[*it]);
        scopes.flat_map(|it| it.names.iter().rev()).find(|it| it.name == name)
    }

    fn params(&mut self, params: &'a [Param]) {
        // Dimensions may name parameters that stand behind them.
        params.iter().for_each(|it| self.bind(&it.name, (NamedKind::Param, it.span), None));
        for param in params {
            self.ty(&param.ty);
            param.default.iter().for_each(|it| self.expr(it));
        }
    }

    fn ty(&mut self, ty: &'a Type) {
        match ty {
            Type::List(inner, _) => self.ty(inner),
            Type::Named { name, dims, .. } => {
                if let Some(word) = crate::elaborate::types().find(|it| *it == name.text) {
                    self.refer(name, Symbol::Type(word));
                }
                dims.iter().flatten().for_each(|it| self.expr(it));
            }
        }
    }

    // Statements

    fn block(&mut self, block: &'a Block) {
        self.enter(block.span);
        let (requirements, others): (Vec<_>, Vec<_>) =
            block.statements.iter().partition(|it| matches!(it, Statement::Require { .. }));
        others.into_iter().chain(requirements).for_each(|it| self.statement(it));
        self.open.pop();
    }

    fn statement(&mut self, statement: &'a Statement) {
        match statement {
            Statement::Let { pattern, value, span } => {
                self.expr(value);
                let only = matches!(pattern, Pattern::Name(_)).then_some(value);
                bound(pattern).iter().for_each(|it| self.bind(it, (NamedKind::Let, *span), only));
            }
            Statement::Append { list, value, .. } => {
                if let Some(symbol) = self.symbol(&list.text) {
                    self.note(list.span, symbol, Role::Append);
                }
                self.expr(value);
            }
            Statement::Input { name, ty, span } => {
                self.ty(ty);
                self.bind(name, (NamedKind::Input, *span), None);
            }
            Statement::Require { condition, .. } => self.expr(condition),
            Statement::Expr(expr) => self.expr(expr),
        }
    }

    // Expressions

    fn expr(&mut self, expr: &'a Expr) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.form(expr));
    }

    fn exprs(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        exprs.into_iter().for_each(|it| self.expr(it));
    }

    fn form(&mut self, expr: &'a Expr) {
        match &*expr.kind {
            ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Bool(_) => {}
            ExprKind::Path(path) => self.path(path),
            ExprKind::List(items) | ExprKind::Pipe(items) => self.exprs(items),
            ExprKind::Record(entries) => self.exprs(entries.iter().map(|it| &it.value)),
            ExprKind::Call { callee, args } => self.call(callee, args),
            ExprKind::Index { base: first, index: second }
            | ExprKind::Binary { left: first, right: second, .. }
            | ExprKind::Pick { count: first, from: second } => self.exprs([first, second]),
            ExprKind::Slice { base, start, end, .. } => self.exprs([base].into_iter().chain(start).chain(end)),
            ExprKind::Range { start, end, step, .. } => self.exprs([start, end].into_iter().chain(step)),
            ExprKind::Field { base, name } => {
                self.expr(base);
                self.refer(name, Symbol::Field(name.text.clone()));
            }
            ExprKind::Is { value, name } => {
                self.expr(value);
                self.refer(name, Symbol::Label(name.text.clone()));
            }
            ExprKind::Unary { operand: inner, .. }
            | ExprKind::OneOfValues(inner)
            | ExprKind::Maybe(inner)
            | ExprKind::Paren(inner) => self.expr(inner),
            ExprKind::OneOf(alternatives) => alternatives.iter().for_each(|it| self.alternative(it)),
            ExprKind::For { pattern, items, body } => self.for_each(pattern, items, body),
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

    fn for_each(&mut self, pattern: &'a Pattern, items: &'a Expr, body: &'a Block) {
        self.expr(items);
        self.enter(body.span);
        for name in bound(pattern) {
            self.bind(name, (NamedKind::Loop, name.span), None);
        }
        self.block(body);
        self.open.pop();
    }

    /// A bare name is an operation and its own label; the operation is what can be gone to.
    fn alternative(&mut self, alternative: &'a ast::Alternative) {
        match &alternative.value {
            Some(value) => {
                let label = Symbol::Label(alternative.name.text.clone());
                self.note(alternative.name.span, label, Role::Definition);
                self.expr(value);
            }
            None => self.name(&alternative.name, Role::Alternative),
        }
    }

    fn path(&mut self, path: &'a ast::Path) {
        match path.names.as_slice() {
            [name] => self.name(name, Role::Use),
            [module, item, ..] => {
                let Some(Symbol::Module(id)) = self.top(&module.text).map(|it| it.0) else { return };
                self.refer(module, Symbol::Module(id));
                if let Some(place) = self.item_place(id, &item.text) {
                    self.refer(item, Symbol::Place(place));
                }
            }
            [] => {}
        }
    }

    fn name(&mut self, name: &Name, role: Role) {
        match self.symbol(&name.text) {
            // A function is no value.
            None | Some(Symbol::Function(_)) => self.unknown(name),
            Some(symbol) => self.note(name.span, symbol, role),
        }
    }

    /// Notes a name that stands for nothing.
    fn unknown(&mut self, name: &Name) {
        if !self.is_lenient && self.resolution.unknown.len() < UNKNOWN {
            let locals = self.open.iter().flat_map(|it| &self.resolution.scopes[*it].names);
            let near = nearest(&name.text, locals.map(|it| it.name.as_str())).map(str::to_owned);
            self.resolution.unknown.push(Unknown { name: name.clone(), near });
        }
    }

    fn symbol(&self, name: &str) -> Option<Symbol> {
        if let Some(local) = self.local(name) {
            return Some(local.symbol.clone());
        }
        if let Some((symbol, _)) = self.top(name) {
            return Some(symbol);
        }
        let primitive = ops::find(name).map(|it| Symbol::Primitive(it.name));
        let function = || FUNCTIONS.iter().find(|it| it.name == name).map(|it| Symbol::Function(it.name));
        let cost = || cost(name).map(Symbol::Cost);
        primitive.or_else(function).or_else(cost)
    }
}

/// Returns the cost that a word means.
fn cost(word: &str) -> Option<&'static str> {
    let costs = CostKind::ALL.map(CostKind::name);
    costs.into_iter().chain(["connected"]).find(|it| *it == word)
}
