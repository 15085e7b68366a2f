//! `search quick { … }`

use nas_grammar::ast::{self, Expr, ExprKind, Unit};

use super::{Sections, entries::Entries, errors, train::default_recipe};
use crate::{
    elaborate::Argument,
    ir::{
        CostKind, Scalar,
        spec::{Budget, Call, Direction, Objective, Search, Task, Train},
    },
    vocabulary::{ESTIMATORS, STRATEGIES, TASKS},
};

pub(super) const ENTRIES: [&str; 8] = ["space", "task", "strategy", "estimator", "recipe", "full", "budget", "seed"];

impl<'a> Sections<'a> {
    pub(super) fn search(&mut self, section: &'a ast::Section) -> Option<Search> {
        let entries = self.entries(section, &ENTRIES);
        let space = self.required(&entries, "space", "space: Name");
        let space = space.and_then(|it| Some((self.space(it)?, it.span)));
        let strategy =
            self.required(&entries, "strategy", "strategy: regularized_evolution(population: 16, tournament: 4)");
        let strategy = strategy.and_then(|it| self.component(it, &STRATEGIES));
        let estimator = self.required(&entries, "estimator", "estimator: train(epochs: 4)");
        let estimator = estimator.and_then(|it| self.component(it, &ESTIMATORS));
        let task = self.search_task(&entries, strategy.as_ref(), estimator.as_ref());
        let recipe = self.recipe(&entries, "recipe");
        let full = self.recipe(&entries, "full");
        let objectives = self.objectives(&entries, estimator.as_ref(), task.as_ref().and_then(Option::as_ref));
        let budget = self.budget(&entries, strategy.as_ref());
        let seed = self.int(&entries, "seed", (0, 0));
        if let (Some((space, span)), Some(Some(task))) = (&space, &task) {
            self.fits(space, task, *span);
        }
        if let (Some((space, _)), Some(strategy)) = (&space, &strategy) {
            self.relaxes(space, strategy);
        }
        if let (Some((space, _)), Some(estimator), Some(expr)) = (&space, &estimator, entries.get("estimator")) {
            self.finds_rows(space, estimator, expr);
        }
        if let (Some(strategy), Some(budget), Some(expr)) = (&strategy, &budget, entries.get("budget")) {
            self.begins(strategy, *budget, expr.span);
        }
        Some(Search {
            name: section.name.text.clone(),
            space: space?.0,
            task: task?.map(|it| it.name),
            strategy: strategy?,
            estimator: estimator?,
            recipe: recipe?,
            full: full?,
            objectives: objectives?,
            budget: budget?,
            seed: seed? as u64,
            span: section.name.span,
        })
    }

    /// Finds the task; one is needed where networks are trained.
    fn search_task(
        &mut self,
        entries: &Entries<'a>,
        strategy: Option<&Call>,
        estimator: Option<&Call>,
    ) -> Option<Option<Task>> {
        let trains = estimator.and_then(|it| ESTIMATORS.find(&it.name)).is_some_and(|it| it.facts.trains)
            || strategy.and_then(|it| STRATEGIES.find(&it.name)).is_some_and(|it| it.facts.relaxes);
        let Some(expr) = entries.get("task") else {
            // Most estimators train.
            if trains || entries.get("estimator").is_none() {
                let task = self.spec.tasks.keys().next().map_or("digits", String::as_str);
                let example = format!("task: {task}");
                self.required(entries, "task", &example)?;
            }
            return Some(None);
        };
        let name = self.name(expr, "task")?;
        if let Some(task) = self.spec.tasks.get(&name.text) {
            return Some(Some(task.clone()));
        }
        if !self.declares(ast::SectionKind::Task, &name.text) {
            let known: Vec<String> = self.spec.tasks.keys().cloned().collect();
            self.diagnostics.push(errors::unknown_reference(name, "task", known.iter().map(String::as_str)));
        }
        None
    }

    fn recipe(&mut self, entries: &Entries<'a>, key: &str) -> Option<Train> {
        let Some(expr) = entries.get(key) else { return default_recipe(entries.section.name.span) };
        let name = self.name(expr, "training recipe")?;
        if let Some(train) = self.spec.trains.get(&name.text) {
            return Some(train.clone());
        }
        if !self.declares(ast::SectionKind::Train, &name.text) {
            let known: Vec<String> = self.spec.trains.keys().cloned().collect();
            self.diagnostics.push(errors::unknown_reference(name, "training recipe", known.iter().map(String::as_str)));
        }
        None
    }

    // Objectives

    fn objectives(
        &mut self,
        entries: &Entries<'a>,
        estimator: Option<&Call>,
        task: Option<&Task>,
    ) -> Option<Vec<Objective>> {
        if entries.objectives.is_empty() {
            self.missing.push(("maximize".to_owned(), "maximize accuracy".to_owned()));
            return None;
        }
        // The metrics of a table are its columns, which only the run sees.
        let looks_up = estimator.and_then(|it| ESTIMATORS.find(&it.name)).is_some_and(|it| it.facts.looks_up);
        let produced = task.and_then(|it| TASKS.find(&it.kind)).map_or(&[][..], |it| it.facts.metrics);
        let known: Vec<&str> = produced.iter().copied().chain(CostKind::ALL.map(CostKind::name)).collect();
        let mut objectives: Vec<Objective> = vec![];
        let mut is_sound = true;
        for (maximize, metric, span) in &entries.objectives {
            let Some(name) = metric_name(metric) else {
                let text = self.program.modules.sources.text(metric.span);
                self.diagnostics.push(errors::no_metric(metric, text, &known));
                is_sound = false;
                continue;
            };
            if task.is_some() && !looks_up && !known.contains(&name.text.as_str()) {
                self.diagnostics.push(errors::unknown_metric(name.span, &name.text, &known));
            }
            if let Some(first) = objectives.iter().find(|it| it.metric == name.text) {
                self.diagnostics.push(errors::twice_an_objective(&name.text, first.span, *span));
            }
            let direction = if *maximize { Direction::Maximize } else { Direction::Minimize };
            objectives.push(Objective { metric: name.text.clone(), direction, span: *span });
        }
        is_sound.then_some(objectives)
    }

    // Budget

    /// Reads when a search ends; a strategy that relaxes the space ends by itself.
    fn budget(&mut self, entries: &Entries<'a>, strategy: Option<&Call>) -> Option<Budget> {
        let Some(expr) = entries.get("budget") else {
            // Most strategies go on until they are ended.
            let found = strategy.and_then(|it| STRATEGIES.find(&it.name));
            if found.map_or(entries.get("strategy").is_none(), |it| !it.facts.relaxes) {
                self.required(entries, "budget", "budget: 64 trials")?;
            }
            return Some(Budget::default());
        };
        let mut budget = Budget::default();
        let limits: &[Expr] =
            if let ExprKind::List(limits) = &*expr.kind { limits } else { std::slice::from_ref(expr) };
        for limit in limits {
            self.limit(limit, &mut budget)?;
        }
        Some(budget)
    }

    fn limit(&mut self, expr: &'a Expr, budget: &mut Budget) -> Option<()> {
        if let ExprKind::Number { value, whole: true, unit: Unit::Trials } = &*expr.kind {
            return match budget.trials.replace(*value as u64) {
                _ if *value < 1.0 => self.report(errors::out_of_range(expr.span, "budget", "at least 1 trial")),
                Some(_) => self.report(errors::twice_a_limit(expr.span, "trials")),
                None => Some(()),
            };
        }
        if let ExprKind::Number { unit: Unit::Trials | Unit::Epochs, .. } = &*expr.kind {
            return self.report(errors::wrong_value(
                expr.span,
                "budget",
                "trials or a time, such as `64 trials` or `2h`",
            ));
        }
        match self.scalar(expr)? {
            Scalar::Duration(seconds) if seconds > 0.0 => match budget.seconds.replace(seconds) {
                Some(_) => self.report(errors::twice_a_limit(expr.span, "a time")),
                None => Some(()),
            },
            _ => self.report(errors::wrong_value(expr.span, "budget", "trials or a time, such as `64 trials` or `2h`")),
        }
    }

    // The space

    /// Finds and elaborates the space that is searched; the result is its key in the program.
    fn space(&mut self, expr: &'a Expr) -> Option<String> {
        let (path, args): (&ast::Path, &'a [ast::Arg]) = match &*expr.kind {
            ExprKind::Path(path) => (path, &[]),
            ExprKind::Call { callee, args } => match &*callee.kind {
                ExprKind::Path(path) => (path, args),
                _ => return self.report(errors::not_a_reference(expr.span, "space")),
            },
            _ => return self.report(errors::not_a_reference(expr.span, "space")),
        };
        let item = self.space_item(path)?;
        let ast::Item::Space(space) = self.program.item(item) else { return None };
        let mut arguments: Vec<Argument> = vec![];
        for arg in args {
            let argument = self.space_argument(space, arg, arguments.len())?;
            if arguments.iter().any(|it| it.parameter == argument.parameter) {
                return self.report(errors::duplicate_argument(arg.span, &argument.parameter));
            }
            arguments.push(argument);
        }
        self.elaborate(item, space, &arguments)
    }

    fn space_argument(&mut self, space: &ast::Space, arg: &'a ast::Arg, position: usize) -> Option<Argument> {
        let known: Vec<&str> = space.params.iter().map(|it| it.name.text.as_str()).collect();
        let parameter = match &arg.name {
            Some(name) if known.contains(&name.text.as_str()) => name.text.clone(),
            Some(name) => return self.report(errors::unknown_parameter(name, &space.name.text, &known)),
            None => match known.get(position) {
                Some(name) => (*name).to_owned(),
                None => return self.report(errors::too_many_arguments(arg.span, &space.name.text, known.len())),
            },
        };
        Some(Argument { parameter, value: self.scalar(&arg.value)?, span: Some(arg.value.span) })
    }
}

fn metric_name(expr: &Expr) -> Option<&ast::Name> {
    match &*expr.kind {
        ExprKind::Path(path) if path.names.len() == 1 => Some(&path.names[0]),
        _ => None,
    }
}
