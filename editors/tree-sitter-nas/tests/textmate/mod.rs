//! Colours a text with a TextMate grammar, as editors do: line by line, the earliest match first, the first rule on a tie.

use fancy_regex::{Captures, Regex};
use serde_json::Value;

/// A grammar with its patterns compiled.
pub struct Grammar {
    top: Vec<Reference>,
    rules: Vec<Rule>,
}

/// Where a list of patterns points.
#[derive(Clone, Copy)]
enum Reference {
    Top,
    Rule(usize),
}

/// A pattern, or a list of patterns.
#[derive(Default)]
struct Rule {
    scope: Option<String>,
    begin: Option<Regex>,
    end: Option<Regex>,
    captures: Vec<(usize, String)>,
    end_captures: Vec<(usize, String)>,
    inside: Vec<Reference>,
}

/// The scopes of each byte of a text, outermost first.
pub type Scopes = Vec<Vec<String>>;

impl Grammar {
    /// Reads a grammar from its JSON.
    pub fn new(json: &str) -> Self {
        let json: Value = serde_json::from_str(json).unwrap();
        let mut grammar = Self { top: Vec::new(), rules: Vec::new() };
        let names: Vec<&str> = json["repository"].as_object().unwrap().keys().map(String::as_str).collect();
        grammar.rules.resize_with(names.len(), Rule::default);
        for (at, name) in names.iter().enumerate() {
            grammar.rules[at] = grammar.rule(&json["repository"][name], &names);
        }
        grammar.top = grammar.references(&json["patterns"], &names);
        grammar
    }

    fn rule(&mut self, json: &Value, names: &[&str]) -> Rule {
        let regex = |key: &str| json[key].as_str().map(|it| Regex::new(it).unwrap());
        Rule {
            scope: json["name"].as_str().map(str::to_owned),
            begin: regex("match").or_else(|| regex("begin")),
            end: regex("end"),
            captures: [captures(&json["captures"]), captures(&json["beginCaptures"])].concat(),
            end_captures: captures(&json["endCaptures"]),
            inside: self.references(&json["patterns"], names),
        }
    }

    fn references(&mut self, json: &Value, names: &[&str]) -> Vec<Reference> {
        let patterns = json.as_array().map_or(&[][..], Vec::as_slice);
        patterns.iter().map(|it| self.reference(it, names)).collect()
    }

    fn reference(&mut self, json: &Value, names: &[&str]) -> Reference {
        match json["include"].as_str() {
            Some("$self") => Reference::Top,
            Some(name) => Reference::Rule(names.iter().position(|it| Some(*it) == name.strip_prefix('#')).unwrap()),
            None => {
                let rule = self.rule(json, names);
                self.rules.push(rule);
                Reference::Rule(self.rules.len() - 1)
            }
        }
    }

    /// Returns the scopes of every byte.
    pub fn colour(&self, text: &str) -> Scopes {
        let mut scopes = vec![Vec::new(); text.len()];
        let mut stack = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            self.line(line.trim_end_matches(['\n', '\r']), start, &mut stack, &mut scopes);
            start += line.len();
        }
        scopes
    }

    fn line(&self, line: &str, start: usize, stack: &mut Vec<usize>, scopes: &mut Scopes) {
        let mut at = 0;
        loop {
            let end = stack.last().and_then(|it| self.rules[*it].end.as_ref()?.captures_from_pos(line, at).unwrap());
            let inside = stack.last().map_or(&self.top, |it| &self.rules[*it].inside);
            let next = self.earliest(inside, line, at);
            let ends = end.filter(|it| next.as_ref().is_none_or(|(_, next)| begin(it) <= begin(next)));
            if let Some(found) = ends {
                let rule = &self.rules[stack.pop().unwrap()];
                paint(scopes, start, at..whole(&found).end, rule.scope.as_ref(), stack, self);
                paint_captures(scopes, start, &found, &rule.end_captures);
                at = whole(&found).end;
                continue;
            }
            let Some((index, found)) = next else {
                return paint(scopes, start, at..line.len(), None, stack, self);
            };
            let rule = &self.rules[index];
            paint(scopes, start, at..begin(&found), None, stack, self);
            paint(scopes, start, whole(&found), rule.scope.as_ref(), stack, self);
            paint_captures(scopes, start, &found, &rule.captures);
            assert!(!whole(&found).is_empty(), "a pattern matches nothing in `{line}`");
            at = whole(&found).end;
            if rule.end.is_some() {
                stack.push(index);
            }
        }
    }

    fn earliest<'t>(&self, patterns: &[Reference], line: &'t str, at: usize) -> Option<(usize, Captures<'t>)> {
        let mut best: Option<(usize, Captures<'t>)> = None;
        for pattern in patterns {
            let found = match *pattern {
                Reference::Top => self.earliest(&self.top, line, at),
                Reference::Rule(index) => match &self.rules[index].begin {
                    Some(regex) => regex.captures_from_pos(line, at).unwrap().map(|it| (index, it)),
                    None => self.earliest(&self.rules[index].inside, line, at),
                },
            };
            if let Some(found) = found
                && best.as_ref().is_none_or(|(_, it)| begin(&found.1) < begin(it))
            {
                best = Some(found);
            }
        }
        best
    }
}

fn captures(json: &Value) -> Vec<(usize, String)> {
    let entries = json.as_object().into_iter().flatten();
    entries.map(|(key, it)| (key.parse().unwrap(), it["name"].as_str().unwrap().to_owned())).collect()
}

fn whole(found: &Captures<'_>) -> std::ops::Range<usize> {
    found.get(0).unwrap().range()
}

fn begin(found: &Captures<'_>) -> usize {
    whole(found).start
}

fn paint(
    scopes: &mut Scopes,
    start: usize,
    range: std::ops::Range<usize>,
    scope: Option<&String>,
    stack: &[usize],
    grammar: &Grammar,
) {
    let around: Vec<String> = stack.iter().filter_map(|it| grammar.rules[*it].scope.clone()).collect();
    for at in range {
        scopes[start + at] = around.iter().chain(scope).cloned().collect();
    }
}

fn paint_captures(scopes: &mut Scopes, start: usize, found: &Captures<'_>, names: &[(usize, String)]) {
    for (group, name) in names {
        let range = found.get(*group).map_or(0..0, |it| it.range());
        range.for_each(|at| scopes[start + at].push(name.clone()));
    }
}
