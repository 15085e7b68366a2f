//! Whether the rows of a table can be those of a space, as far as the search says: its file is read when it is looked up.

use nas_grammar::{
    Diagnostic, Span,
    ast::{Expr, ExprKind},
};

use super::{Sections, errors, value::given};
use crate::{
    ir::{Decision, Domain, Scalar, Space, spec::Call},
    vocabulary::ESTIMATORS,
};

impl Sections<'_> {
    /// Checks what a search says of a table: its paths are decisions, each has a column, and its values are what is chosen.
    pub(super) fn finds_rows(&mut self, space: &str, estimator: &Call, expr: &Expr) {
        let looks_up = ESTIMATORS.find(&estimator.name).is_some_and(|it| it.facts.looks_up);
        if let Some(space) = self.spec.spaces.get(space).filter(|_| looks_up) {
            let key = Key { space, call: estimator, expr };
            key.mistakes().into_iter().for_each(|it| self.diagnostics.push(it));
        }
    }
}

/// What a search says of how rows are found.
struct Key<'a> {
    space: &'a Space,
    call: &'a Call,
    expr: &'a Expr,
}

impl Key<'_> {
    fn mistakes(&self) -> Vec<Diagnostic> {
        let paths = self.call.texts("paths");
        let find = |it: &String| self.space.find(it).map(|it| self.space.decision(it));
        let unknown = paths.iter().enumerate().filter(|it| find(it.1).is_none());
        let unknown: Vec<_> = unknown.map(|(at, path)| self.unknown_path(self.place("paths", at), path)).collect();
        if !unknown.is_empty() {
            return unknown;
        }
        let decisions: Vec<&Decision> = if paths.is_empty() {
            self.space.decisions.iter().collect()
        } else {
            paths.iter().filter_map(find).collect()
        };
        self.columns(decisions.len()).into_iter().chain(self.values(&decisions)).collect()
    }

    fn unknown_path(&self, span: Span, path: &str) -> Diagnostic {
        let known = self.space.decisions.iter().map(|it| it.path.as_str());
        let message = format!("the space `{}` has no decision `{path}` for the table", self.space.name);
        let listed = errors::listed(&known.clone().take(LISTED).collect::<Vec<_>>());
        errors::unfit_table(span, message, "no path of a decision")
            .help(format!("there is {listed}"))
            .suggest(path, known)
    }

    /// There are as many columns as decisions, unless a code says all.
    fn columns(&self, decisions: usize) -> Option<Diagnostic> {
        let columns = self.call.texts("columns").len();
        let has_code = !self.call.str("code").is_empty();
        if has_code || columns == 0 || columns == decisions {
            return None;
        }
        let span = given(self.expr, "columns").map_or(self.call.span, |it| it.span);
        let named = if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") };
        let message = format!("the table has {named} for {decisions} decisions");
        Some(
            errors::unfit_table(span, message, "one column for each decision")
                .help("name them in the order of `paths`"),
        )
    }

    /// What is chosen is among the values: otherwise no row is of an architecture that chooses it.
    fn values(&self, decisions: &[&Decision]) -> Option<Diagnostic> {
        let values = self.call.texts("values");
        let is_called = |name: &str| values.iter().any(|it| it == name);
        let missing = decisions.iter().find_map(|it| Some((*it, names(it)?.iter().find(|it| !is_called(it))?.clone())));
        let (decision, name) = missing.filter(|_| !values.is_empty())?;
        let span = given(self.expr, "values").map_or(self.call.span, |it| it.span);
        let message = format!("`values` of the table has no `{name}`, which `{}` may choose", decision.path);
        let label = format!("lacks `{name}`");
        Some(
            errors::unfit_table(span, message, &label)
                .also(decision.span, format!("`{}` is made here", decision.path))
                .help("say what each number in the columns means, by the names of the alternatives"),
        )
    }

    /// The place of an item of a list that is given for a parameter.
    fn place(&self, parameter: &str, at: usize) -> Span {
        match given(self.expr, parameter).map(|it| &*it.kind) {
            Some(ExprKind::List(items)) => items.get(at).map_or(self.call.span, |it| it.span),
            _ => self.call.span,
        }
    }
}

/// How many paths a help lists.
const LISTED: usize = 6;

/// What a decision may choose, by name; nothing for a `pick`, or for what has several spellings.
fn names(decision: &Decision) -> Option<Vec<String>> {
    match &decision.domain {
        Domain::Alternatives(names) => Some(names.clone()),
        Domain::Values(values) => {
            values.iter().map(|it| if let Scalar::Str(it) = it { Some(it.clone()) } else { None }).collect()
        }
        Domain::Subset { .. } => None,
    }
}
