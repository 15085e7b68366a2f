//! Values and components in sections.

use indexmap::IndexMap;
use nas_grammar::{
    Span,
    ast::{self, Expr, ExprKind},
};

use super::{Sections, errors};
use crate::{
    elaborate,
    ir::{
        Scalar,
        spec::{Call, Value},
    },
    load::ModuleId,
    vocabulary::{Component, Default, Param, Registry, Takes},
};

impl<'a> Sections<'a> {
    /// Reads a component of a registry: `sgd(lr: 0.1)`, or a bare name for one without arguments.
    pub(super) fn component(&mut self, expr: &'a Expr, registry: &Registry) -> Option<Call> {
        let Some((path, args)) = parts(expr) else {
            return self.report(errors::not_a_component(expr.span, registry));
        };
        let name = &path.names[path.names.len() - 1];
        let Some(component) = registry.find(&name.text) else {
            return self.report(errors::unknown_component(name, registry));
        };
        self.call(component, args, expr.span)
    }

    /// Completes and checks the arguments of a component.
    fn call(&mut self, component: &'static Component, args: &'a [ast::Arg], span: Span) -> Option<Call> {
        let mut given: IndexMap<&str, &'a Expr> = IndexMap::new();
        let before = self.diagnostics.errors();
        for arg in args {
            self.place(component, arg, &mut given);
        }
        let mut values = IndexMap::new();
        for param in component.params {
            if let Some(value) = self.argument(component, param, given.get(param.name).copied(), span) {
                values.insert(param.name.to_owned(), value);
            }
        }
        if self.diagnostics.errors() == before {
            let call = Call { name: component.name.to_owned(), args: values.clone(), span };
            self.ordered(component, &call, &given);
        }
        (self.diagnostics.errors() == before).then(|| Call { name: component.name.to_owned(), args: values, span })
    }

    /// Finds the parameter that an argument is for.
    fn place(
        &mut self,
        component: &'static Component,
        arg: &'a ast::Arg,
        given: &mut IndexMap<&'static str, &'a Expr>,
    ) {
        let param = match &arg.name {
            Some(name) => component.params.iter().find(|it| it.name == name.text).ok_or_else(|| {
                let known: Vec<&str> = component.params.iter().map(|it| it.name).collect();
                errors::unknown_parameter(name, component.name, &known)
            }),
            None => component
                .params
                .iter()
                .find(|it| !given.contains_key(it.name))
                .ok_or_else(|| errors::too_many_arguments(arg.span, component.name, component.params.len())),
        };
        match param {
            Err(diagnostic) => self.diagnostics.push(diagnostic),
            Ok(param) if given.contains_key(param.name) => {
                self.diagnostics.push(errors::duplicate_argument(arg.span, param.name));
            }
            Ok(param) => drop(given.insert(param.name, &arg.value)),
        }
    }

    /// Checks that parameters are at most those that bound them.
    fn ordered(&mut self, component: &Component, call: &Call, given: &IndexMap<&str, &'a Expr>) {
        for (smaller, greater) in component.facts.at_most {
            if call.int(smaller) > call.int(greater) {
                let place = |it: &str| given.get(it).map(|it| it.span);
                let places = [place(smaller), place(greater)].map(|it| it.unwrap_or(call.span));
                let values = [(*smaller, call.int(smaller)), (*greater, call.int(greater))];
                self.diagnostics.push(errors::too_many(values, places));
            }
        }
    }

    fn argument(&mut self, component: &Component, param: &Param, given: Option<&'a Expr>, span: Span) -> Option<Value> {
        if let Some(expr) = given {
            return self.value(param.name, expr, param.takes);
        }
        Some(match param.default {
            Default::Required => return self.report(errors::missing_argument(span, component.name, param.name)),
            Default::Unset => Value::Unset,
            Default::Int(it) => Value::Scalar(Scalar::Int(it)),
            Default::Float(it) => Value::Scalar(Scalar::Float(it)),
            Default::Bool(it) => Value::Scalar(Scalar::Bool(it)),
            Default::Str(it) => Value::Scalar(Scalar::Str(it.to_owned())),
        })
    }

    /// Reads a value and checks its type and range.
    pub(super) fn value(&mut self, key: &str, expr: &'a Expr, takes: Takes) -> Option<Value> {
        if takes == Takes::Strs {
            return self.texts(key, expr);
        }
        let scalar = self.scalar(expr)?;
        match (takes, &scalar) {
            (Takes::Int(least), Scalar::Int(it)) if *it >= least => {}
            (Takes::Int(least), Scalar::Int(_)) => {
                return self.report(errors::out_of_range(expr.span, key, &format!("at least {least}")));
            }
            (Takes::Float(least, most), Scalar::Int(_) | Scalar::Float(_)) => {
                if !scalar.as_float().is_some_and(|it| (least..=most).contains(&it)) {
                    return self.report(errors::out_of_range(expr.span, key, &format!("from {least} to {most}")));
                }
            }
            (Takes::Positive(most), Scalar::Int(_) | Scalar::Float(_)) => {
                if !scalar.as_float().is_some_and(|it| it > 0.0 && it <= most) {
                    return self.report(errors::out_of_range(
                        expr.span,
                        key,
                        &format!("more than 0 and at most {most}"),
                    ));
                }
            }
            (Takes::Bool, Scalar::Bool(_)) | (Takes::Str, Scalar::Str(_)) => {}
            (Takes::OneOf(known), Scalar::Str(it)) if known.contains(&it.as_str()) => {}
            _ => return self.report(errors::wrong_value(expr.span, key, &describe(takes))),
        }
        Some(Value::Scalar(scalar))
    }

    fn texts(&mut self, key: &str, expr: &'a Expr) -> Option<Value> {
        let ExprKind::List(items) = &*expr.kind else {
            return self.report(errors::wrong_value(expr.span, key, &describe(Takes::Strs)));
        };
        let texts = items.iter().map(|it| self.value(key, it, Takes::Str)).collect::<Vec<_>>();
        texts.into_iter().collect::<Option<Vec<_>>>().map(Value::List)
    }

    /// Evaluates an expression that depends on nothing but constants.
    pub(super) fn scalar(&mut self, expr: &'a Expr) -> Option<Scalar> {
        let before = self.diagnostics.errors();
        let value = elaborate::constant(self.program, ModuleId(0), expr, self.diagnostics);
        if value.is_none() && self.diagnostics.errors() == before {
            self.diagnostics.push(errors::wrong_value(expr.span, "this", "a number, a text or a truth value"));
        }
        value
    }
}

/// The name of what is called, and the arguments.
fn parts(expr: &Expr) -> Option<(&ast::Path, &[ast::Arg])> {
    match &*expr.kind {
        ExprKind::Path(path) => Some((path, &[])),
        ExprKind::Call { callee, args } => match &*callee.kind {
            ExprKind::Path(path) => Some((path, args)),
            _ => None,
        },
        ExprKind::Paren(inner) => parts(inner),
        _ => None,
    }
}

/// Returns what is given by name for a parameter where a component is called.
pub(super) fn given<'a>(expr: &'a Expr, parameter: &str) -> Option<&'a Expr> {
    let args = parts(expr)?.1.iter();
    args.filter(|it| it.name.as_ref().is_some_and(|it| it.text == parameter)).map(|it| &it.value).next()
}

fn describe(takes: Takes) -> String {
    match takes {
        Takes::Int(_) => "a whole number".to_owned(),
        Takes::Float(..) | Takes::Positive(_) => "a number".to_owned(),
        Takes::Bool => "`true` or `false`".to_owned(),
        Takes::Str => "a text".to_owned(),
        Takes::OneOf(known) => known.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>().join(" or "),
        Takes::Strs => "a list of texts".to_owned(),
    }
}
