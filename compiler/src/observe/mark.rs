//! Puts marks into a tree.

use nas_grammar::{
    FileId, Span,
    ast::{Alternative, Block, Body, DefinitionKind, Expr, ExprKind, Item, Name, Path, Pattern, Statement},
};

use crate::{
    elaborate::FUNCTIONS,
    load::{ModuleId, Modules},
    names::{Names, Target},
};

/// The file in which marks stand; no text has it.
pub(super) const FILE: FileId = FileId(u16::MAX);

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// The stages of pipelines.
    Pipes,
    /// Also calls that are bound to a name: most of them give a tensor or an operation, and so can be marked.
    PipesAndNames,
}

/// Marks what the entry of some modules says.
pub(super) fn mark(modules: &mut Modules, names: &Names, marks: Marks) {
    let marker = Marker { marks, functions: functions(modules, names) };
    let Some(entry) = modules.list.first_mut() else { return };
    for item in &mut entry.ast.items {
        match item {
            Item::Definition(it) if it.kind != DefinitionKind::Fn => match &mut it.body {
                Body::Expr(body) => marker.expr(body),
                Body::Block(block) => marker.block(block),
            },
            Item::Space(it) => marker.block(&mut it.body),
            _ => {}
        }
    }
}

/// The names that stand for functions in the entry.
fn functions(modules: &Modules, names: &Names) -> Vec<String> {
    let is_function = |target: Target| match target {
        Target::Item(it) => matches!(
            &modules.get(it.module).ast.items[it.item as usize],
            Item::Definition(it) if it.kind == DefinitionKind::Fn
        ),
        Target::Module(_) | Target::Missing => false,
    };
    let own = names.of(ModuleId(0)).filter(|it| is_function(it.1.target)).map(|it| it.0);
    own.chain(FUNCTIONS.iter().map(|it| it.name)).map(str::to_owned).collect()
}

struct Marker {
    marks: Marks,
    functions: Vec<String>,
}

impl Marker {
    fn block(&self, block: &mut Block) {
        for statement in &mut block.statements {
            match statement {
                Statement::Let { pattern, value, .. } => {
                    self.expr(value);
                    match pattern {
                        Pattern::Name(_) => self.bound(value),
                        Pattern::List(..) => unmark_end(value),
                    }
                }
                Statement::Append { value, .. } | Statement::Expr(value) => self.expr(value),
                Statement::Input { .. } | Statement::Require { .. } => {}
            }
        }
    }

    fn bound(&self, value: &mut Expr) {
        let ExprKind::Call { callee, .. } = &*value.kind else { return };
        if self.marks == Marks::PipesAndNames && !self.is_function(callee) {
            let span = value.span;
            let call = value.clone();
            *value.kind = ExprKind::Pipe(vec![call, identity(span)]);
        }
    }

    /// Returns whether an expression names a function, whose value is no tensor.
    fn is_function(&self, callee: &Expr) -> bool {
        let ExprKind::Path(path) = &*callee.kind else { return false };
        self.functions.iter().any(|it| *it == path.text())
    }

    fn expr(&self, expr: &mut Expr) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.form(expr));
    }

    fn form(&self, expr: &mut Expr) {
        match &mut *expr.kind {
            ExprKind::Pipe(stages) => self.pipe(stages),
            ExprKind::List(items) => items.iter_mut().for_each(|it| self.expr(it)),
            ExprKind::Call { callee, args } => {
                self.expr(callee);
                args.iter_mut().for_each(|it| self.expr(&mut it.value));
            }
            ExprKind::Index { base: inner, .. }
            | ExprKind::Slice { base: inner, .. }
            | ExprKind::Field { base: inner, .. }
            | ExprKind::Pick { from: inner, .. }
            | ExprKind::OneOfValues(inner)
            | ExprKind::Maybe(inner)
            | ExprKind::Paren(inner) => self.expr(inner),
            ExprKind::OneOf(alternatives) => alternatives.iter_mut().for_each(|it| self.alternative(it)),
            ExprKind::For { items, body, .. } => {
                self.expr(items);
                self.block(body);
            }
            ExprKind::Repeat { body, .. } => self.block(body),
            ExprKind::If { branches, otherwise } => {
                branches.iter_mut().for_each(|it| self.block(&mut it.1));
                otherwise.iter_mut().for_each(|it| self.block(it));
            }
            _ => {}
        }
    }

    fn alternative(&self, alternative: &mut Alternative) {
        alternative.value.iter_mut().for_each(|it| self.expr(it));
    }

    /// A mark behind every stage but the first, which may be a list.
    fn pipe(&self, stages: &mut Vec<Expr>) {
        let mut marked = Vec::with_capacity(2 * stages.len());
        for (at, mut stage) in std::mem::take(stages).into_iter().enumerate() {
            self.expr(&mut stage);
            let span = stage.span;
            marked.push(stage);
            if at > 0 {
                marked.push(identity(span));
            }
        }
        *stages = marked;
    }
}

/// Takes away the mark behind a pipeline that gives a list.
fn unmark_end(value: &mut Expr) {
    if let ExprKind::Pipe(stages) = &mut *value.kind {
        stages.pop_if(|it| it.span.file == FILE);
    }
}

/// The mark of what stands at a place.
fn identity(span: Span) -> Expr {
    let span = Span { file: FILE, ..span };
    let name = Name { text: "identity".to_owned(), span };
    let callee = Expr { kind: Box::new(ExprKind::Path(Path { names: vec![name], span })), span };
    Expr { kind: Box::new(ExprKind::Call { callee, args: vec![] }), span }
}
