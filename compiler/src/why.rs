//! Why an architecture that was written to a file is none of a space, as diagnostics that point into both texts.

use nas_grammar::{Diagnostic, FileId, Span, codes, diagnostic::nearest};

use crate::{
    cost::costs,
    expression,
    ir::{
        Architecture, Assignment, BinaryOp, Decision, DecisionId, Domain, Evaluator, Expr, ExprId, Scalar, Space,
        UnaryOp,
    },
    number::grouped,
    point::{Mismatch, examine, expected, is_foreign},
};

/// The text that an architecture was read from.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// Its number among the sources.
    pub file: FileId,
    /// All of it.
    pub text: &'a str,
}

impl Written<'_> {
    /// Returns where a name stands before a colon, in quotes or without; the first byte where it does not.
    fn key(&self, name: &str) -> Span {
        let is_key = |at: &usize| {
            let before = self.text[..*at].chars().next_back();
            let after = self.text[at + name.len()..].trim_start_matches('"').trim_start();
            after.starts_with(':') && before.is_none_or(|it| !(it.is_alphanumeric() || it == '_' || it == '.'))
        };
        let found = self.text.match_indices(name).map(|it| it.0).find(is_key);
        Span::new(self.file, found.map_or(0..1.min(self.text.len()), |it| it..it + name.len()))
    }
}

/// Returns a diagnostic for every reason why an architecture is none of a space; none where it is one.
pub fn why(space: &Space, architecture: &Architecture, written: Written<'_>) -> Vec<Diagnostic> {
    let (assignment, mismatches) = examine(space, architecture);
    let is_foreign = is_foreign(space, architecture);
    let explainer = Explainer { space, written, assignment, is_foreign, is_alone: mismatches.len() == 1 };
    mismatches.iter().map(|it| explainer.explain(it)).collect()
}

struct Explainer<'a> {
    space: &'a Space,
    written: Written<'a>,
    /// What the architecture decides, as far as it does.
    assignment: Assignment,
    /// Whether it is one of quite another space.
    is_foreign: bool,
    /// Whether there is one reason only.
    is_alone: bool,
}

impl Explainer<'_> {
    fn explain(&self, mismatch: &Mismatch) -> Diagnostic {
        match mismatch {
            Mismatch::Format { .. } => {
                self.at("format", mismatch).help("`nas sample --format ron` writes the form that is read")
            }
            Mismatch::Fingerprint { .. } => self.fingerprint(mismatch),
            Mismatch::Space { found, .. } => self.other_space(found, mismatch),
            Mismatch::Missing { path } => self.missing(path, mismatch),
            Mismatch::Unknown { path } => match self.space.find(path) {
                Some(decision) => self.inactive(decision, mismatch),
                None => self.unknown(path),
            },
            Mismatch::Value { path, .. } => self.value(path, mismatch),
            Mismatch::Constraint { constraint, .. } => self.constraint(*constraint),
        }
    }

    /// A diagnostic at a name in the architecture.
    fn at(&self, name: &str, message: &impl ToString) -> Diagnostic {
        Diagnostic::error(&codes::ARCHITECTURE_MISMATCH, self.written.key(name), sentence(message))
    }

    fn fingerprint(&self, mismatch: &Mismatch) -> Diagnostic {
        let help = match self.is_alone {
            true => "all that it chooses is still there; without its `fingerprint` it is one of the space",
            false => "the space was changed since; what else is said here are the differences that matter",
        };
        self.at("fingerprint", mismatch).label("of another version").help(help)
    }

    fn other_space(&self, found: &str, mismatch: &Mismatch) -> Diagnostic {
        let help = match (self.is_foreign, self.is_alone) {
            (true, _) => format!("give the file of `{found}`, with `--space {found}` where it has several spaces"),
            (false, true) => {
                "all that it chooses is here, too; without its `fingerprint` it is one of this space".to_owned()
            }
            (false, false) => "what else is said here are the differences that matter".to_owned(),
        };
        self.at("space", mismatch).label("of another space").help(help)
    }

    fn missing(&self, path: &str, mismatch: &Mismatch) -> Diagnostic {
        let diagnostic = self.at("choices", mismatch).label(format!("`{path}` is missing"));
        match self.decision(path) {
            Some(decision) => diagnostic
                .also(decision.span, "decided here")
                .help(format!("add `{path:?}: …`, one of {}", expected(&decision.domain))),
            None => diagnostic,
        }
    }

    fn unknown(&self, path: &str) -> Diagnostic {
        let message = format!("the space `{}` has no decision `{path}`", self.space.name);
        let known = self.space.decisions.iter().map(|it| it.path.as_str());
        self.at(path, &message).label("unknown decision").help("`nas ir` lists the decisions").suggest(path, known)
    }

    fn inactive(&self, id: DecisionId, mismatch: &Mismatch) -> Diagnostic {
        let decision = self.space.decision(id);
        let condition = expression::render(self.space, decision.active);
        let diagnostic = self.at(&decision.path, mismatch).label("not decided");
        let diagnostic = diagnostic.also(decision.span, format!("decided only if {condition}"));
        match self.taken(decision.active) {
            Some(taken) => diagnostic.help(format!("leave it out: {taken}")),
            None => diagnostic.help("leave it out"),
        }
    }

    fn value(&self, path: &str, mismatch: &Mismatch) -> Diagnostic {
        let diagnostic = self.at(path, mismatch).label("not offered");
        let (Some(decision), Mismatch::Value { found, .. }) = (self.decision(path), mismatch) else {
            return diagnostic;
        };
        let diagnostic = diagnostic.also(decision.span, "decided here");
        match &decision.domain {
            Domain::Alternatives(names) => match nearest(found, names.iter().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            },
            Domain::Values(_) | Domain::Subset { .. } => diagnostic,
        }
    }

    fn decision(&self, path: &str) -> Option<&Decision> {
        self.space.find(path).map(|it| self.space.decision(it))
    }

    /// A broken constraint, with the values of what it compares.
    fn constraint(&self, at: usize) -> Diagnostic {
        let constraint = &self.space.constraints[at];
        let text = constraint.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("the architecture does not meet `{text}`");
        let mut costs = costs(self.space, &self.assignment);
        let mut found = vec![];
        self.compared(constraint.condition, &mut costs.evaluator, &mut found);
        let label = if found.is_empty() { "not met".to_owned() } else { found.join(", ") };
        let diagnostic = Diagnostic::error(&codes::ARCHITECTURE_MISMATCH, constraint.span, message).label(label);
        match &constraint.reason {
            Some(reason) => diagnostic.help(reason),
            None => diagnostic,
        }
    }

    /// Says what the parts of a condition that do not hold compare.
    fn compared(&self, condition: ExprId, evaluator: &mut Evaluator<'_>, found: &mut Vec<String>) {
        let parts = match self.space.exprs.get(condition) {
            Expr::All(parts) => parts.iter().copied().filter(|it| !evaluator.holds(*it)).collect(),
            Expr::Any(parts) => parts.clone(),
            Expr::Unary(UnaryOp::Not, operand) => vec![*operand],
            Expr::Binary(BinaryOp::Equal | BinaryOp::Less | BinaryOp::LessEqual, left, right) => {
                return [*left, *right].into_iter().for_each(|it| self.side(it, evaluator, found));
            }
            Expr::Is(decision, _) | Expr::Member(decision, _) | Expr::Value(decision) => {
                return add(found, self.chosen(*decision));
            }
            _ => return self.side(condition, evaluator, found),
        };
        parts.into_iter().for_each(|it| self.compared(it, evaluator, found));
    }

    fn side(&self, side: ExprId, evaluator: &mut Evaluator<'_>, found: &mut Vec<String>) {
        if self.space.exprs.as_const(side).is_some() {
            return;
        }
        let value = match evaluator.value(side) {
            Some(Scalar::Int(it)) if it >= 0 => grouped(it),
            Some(Scalar::Bytes(it)) if it >= 0 => format!("{} B", grouped(it)),
            Some(value) => value.to_string(),
            None => "nothing".to_owned(),
        };
        add(found, format!("{} is {value}", expression::render(self.space, side)));
    }

    /// Says what the decisions that an expression mentions choose.
    fn taken(&self, expr: ExprId) -> Option<String> {
        let mut each = vec![];
        self.space.exprs.decisions(expr).into_iter().for_each(|it| add(&mut each, self.chosen(it)));
        (!each.is_empty()).then(|| each.join(", "))
    }

    fn chosen(&self, id: DecisionId) -> String {
        let decision = self.space.decision(id);
        let mut evaluator = Evaluator::new(self.space, &self.assignment);
        if !evaluator.holds(decision.active) {
            return format!("`{}` is not decided", decision.path);
        }
        format!("`{}` is {}", decision.path, decision.domain.render(self.assignment.0[id.0 as usize]))
    }
}

fn add(found: &mut Vec<String>, text: String) {
    if !found.contains(&text) {
        found.push(text);
    }
}

/// A reason that continues a sentence, as one of its own.
fn sentence(reason: &impl ToString) -> String {
    let reason = reason.to_string();
    match reason.strip_prefix("it ") {
        Some(rest) => format!("the architecture {rest}"),
        None => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, compile};

    const SPACE: &str = "space Small {
  input x: image[1, 4, 4]
  let width = oneof [8, 16]
  let op = oneof { act: relu(), deep: conv(width, oneof [1, 3]) }
  x -> conv(width, 3) -> op -> global_avg_pool() -> linear(10, bias: false)
  require params <= 400 else \"it must be small\"
  require width == 8 or op is act
}";

    /// The message of each reason, the text at its primary label, that label and the help.
    fn reasons(choices: &str) -> Vec<[String; 4]> {
        let compilation = compile(&Library(&[]), "small.nas", SPACE);
        let space = &compilation.program.spaces["Small"];
        let text = format!("(\n  format: 1,\n  space: \"Small\",\n  choices: {{ {choices} }},\n)");
        let architecture: Architecture = ron::from_str(&text).unwrap();
        let mut sources = compilation.sources.clone();
        let file = sources.add("a.ron", text.clone());
        let found = why(space, &architecture, Written { file, text: &text });
        let parts = |it: &Diagnostic| {
            let at = sources.text(it.span()).to_owned();
            [it.message.clone(), at, it.labels[0].text.clone(), it.help.clone().unwrap_or_default()]
        };
        found.iter().map(parts).collect()
    }

    #[test]
    fn an_architecture_of_the_space_has_none() {
        assert!(reasons("\"width\": 8, \"op\": \"act\"").is_empty());
    }

    #[test]
    fn an_unknown_decision_is_told_from_one_that_is_not_made() {
        let found = reasons("\"with\": 8, \"width\": 8, \"op\": \"act\", \"op.deep.conv.kernel\": 3");
        let texts: Vec<[&str; 3]> = found.iter().map(|it| [it[1].as_str(), it[2].as_str(), it[3].as_str()]).collect();
        assert_eq!(
            texts,
            [
                ["with", "unknown decision", "did you mean `width`?"],
                ["op.deep.conv.kernel", "not decided", "leave it out: `op` is act"]
            ]
        );
    }

    #[test]
    fn what_follows_from_a_wrong_choice_goes_without_a_word() {
        let found = reasons("\"width\": 8, \"op\": \"deeep\", \"op.deep.conv.kernel\": 3");
        let help = "did you mean `deep`?".to_owned();
        let message = "`op` cannot be deeep: it is one of act, deep".to_owned();
        assert_eq!(found, [[message, "op".to_owned(), "not offered".to_owned(), help]]);
    }

    #[test]
    fn an_architecture_of_quite_another_space_is_told_so_once() {
        let compilation = compile(&Library(&[]), "small.nas", SPACE);
        let space = &compilation.program.spaces["Small"];
        let reasons = |name: &str, choices: &str, fingerprint: &str| {
            let text = format!("(format: 1, space: {name:?}, {fingerprint} choices: {{ {choices} }})");
            let architecture: Architecture = ron::from_str(&text).unwrap();
            let mut sources = compilation.sources.clone();
            let file = sources.add("a.ron", text.clone());
            let found = why(space, &architecture, Written { file, text: &text });
            found.iter().map(|it| it.message.clone()).collect::<Vec<_>>()
        };
        let other = "the architecture is one of the space `Large`, not of `Small`";
        assert_eq!(reasons("Large", "\"depth\": 8, \"op\": \"act\", \"heads\": 2", ""), [other]);
        // A space that was only renamed still has its architectures, unless a search says which it was.
        assert!(reasons("Large", "\"width\": 8, \"op\": \"act\"", "").is_empty());
        assert_eq!(reasons("Large", "\"width\": 8, \"op\": \"act\"", "fingerprint: Some(\"0\"),"), [other]);
        let found = reasons("Large", "\"width\": 8, \"depth\": 2", "");
        assert_eq!(
            found,
            ["the architecture does not say what `op` chooses", "the space `Small` has no decision `depth`"]
        );
    }

    #[test]
    fn a_missing_decision_is_shown_what_it_may_be() {
        let found = reasons("\"width\": 8, \"op\": \"deep\"");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0][2], "`op.deep.conv.kernel` is missing");
        assert_eq!(found[0][3], "add `\"op.deep.conv.kernel\": …`, one of 1, 3");
    }

    #[test]
    fn every_broken_constraint_says_what_it_compares() {
        // 9 weights and 10 outputs per channel, and 16 x 16 x 9 weights.
        let found = reasons("\"width\": 16, \"op\": \"deep\", \"op.deep.conv.kernel\": 3");
        let labels: Vec<[&str; 2]> = found.iter().map(|it| [it[2].as_str(), it[3].as_str()]).collect();
        assert_eq!(labels, [["params is 2,608", "it must be small"], ["`op` is deep, width is 16", ""]]);
    }
}
