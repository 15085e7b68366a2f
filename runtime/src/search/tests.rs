//! What searches promise.

use std::collections::BTreeSet;

use nas_compiler::{canonical::key, cost::cost, instantiate::instantiate, ir::CostKind};
use tempfile::tempdir;

use super::{
    example::{ALIKE, alike, counted, digits, problem, shared},
    regret::{Mean, found},
    *,
};
use crate::train;

/// Ends a search after some trials.
struct Limit(usize);

impl train::Observer for Limit {
    fn should_stop(&mut self) -> bool {
        self.0 == 0
    }
}

impl Observer for Limit {
    fn trial_ended(&mut self, _report: &TrialReport<'_>) {
        self.0 -= 1;
    }
}

/// Time that goes by with every look at it.
#[derive(Default)]
struct Ticking(std::cell::Cell<f64>);

impl Clock for Ticking {
    fn seconds(&self) -> f64 {
        self.0.set(self.0.get() + 1.0);
        self.0.get()
    }
}

#[test]
fn only_new_architectures_are_paid_for() {
    let folder = tempdir().unwrap();
    let outcome = search(&counted("random()", 40, folder.path()), &(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.ending, Ending::Finished);
    assert_eq!(outcome.trials.iter().filter(|it| it.is_new()).count(), 40);
    let distinct: BTreeSet<_> = outcome.trials.iter().map(|it| &it.assignment).collect();
    assert_eq!(distinct.len(), 40);
    let repeated: Vec<_> = outcome.trials.iter().filter(|it| !it.is_new()).collect();
    assert!(!repeated.is_empty(), "40 of 64 are not drawn without a repetition");
    for trial in repeated {
        let Status::Repeated { of } = trial.status else { panic!("not repeated") };
        assert_eq!((&outcome.trials[of].assignment, &outcome.trials[of].metrics), (&trial.assignment, &trial.metrics));
    }
}

#[test]
fn a_space_without_more_architectures_ends_the_search() {
    let folder = tempdir().unwrap();
    let outcome = search(&counted("random()", 100, folder.path()), &(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.ending, Ending::Exhausted);
    assert_eq!(outcome.trials.len(), 2000);
    assert_eq!(outcome.winner().unwrap().metrics["score"].to_bits(), 6f64.to_bits());
    assert_eq!(outcome.test, Some(60.0));
}

#[test]
fn each_network_is_trained_once() {
    let problem = alike(20, 1);
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.ending, Ending::Exhausted);
    let count = |is: fn(&Status) -> bool| outcome.trials.iter().filter(|it| is(&it.status)).count();
    let trained = count(|it| matches!(it, Status::Completed));
    let same = count(|it| matches!(it, Status::SameNetwork { .. }));
    assert_eq!((trained, same), (3, 6), "no, one or two branches that are there");
    for trial in &outcome.trials {
        let Status::SameNetwork { of } = trial.status else { continue };
        let first = &outcome.trials[of];
        let network = |it: &Trial| instantiate(&problem.space, &it.assignment);
        assert_eq!(first.status, Status::Completed);
        assert_eq!(key(&network(first)), key(&network(trial)));
        assert_ne!(first.assignment, trial.assignment);
        assert_eq!(first.metrics["accuracy"].to_bits(), trial.metrics["accuracy"].to_bits());
        let params = cost(&network(trial), CostKind::Params);
        assert_eq!(trial.metrics["params"].to_bits(), (params as f64).to_bits(), "costs are those of what is built");
    }
    assert_eq!(search(&problem, &(), &mut (), &mut ()).unwrap(), outcome);
}

#[test]
fn a_budget_pays_for_trainings() {
    let mut same = 0;
    for seed in 0..5 {
        let outcome = search(&alike(2, seed), &(), &mut (), &mut ()).unwrap();
        assert_eq!(outcome.ending, Ending::Finished);
        assert_eq!(outcome.trials.iter().filter(|it| it.is_new()).count(), 2);
        same += outcome.trials.iter().filter(|it| matches!(it.status, Status::SameNetwork { .. })).count();
    }
    assert!(same > 0, "none of the networks came again before two were trained");
}

#[test]
fn a_network_whose_training_failed_is_tried_again() {
    let mut problem = alike(9, 1);
    problem.search.recipe.clip = None;
    let lr = nas_compiler::ir::spec::Value::Scalar(nas_compiler::ir::Scalar::Float(1e30));
    problem.search.recipe.optimizer.args.insert("lr".into(), lr);
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.trials.iter().filter(|it| matches!(it.status, Status::Failed { .. })).count(), 9);
}

#[test]
fn rows_of_a_table_are_looked_up_each() {
    let folder = tempdir().unwrap();
    let text = format!(
        "{ALIKE}
search test {{
  space: Alike, strategy: random(), estimator: table(file: \"table.csv\"), maximize score, budget: 20 trials
}}"
    );
    let problem = problem(&text, folder.path());
    let paths: Vec<&str> = problem.space.decisions.iter().map(|it| it.path.as_str()).collect();
    let mut table = format!("{},score\n", paths.join(","));
    for (row, first) in ["conv", "dead", "none"].into_iter().enumerate() {
        for (column, second) in ["conv", "dead", "none"].into_iter().enumerate() {
            table.push_str(&format!("{first},{second},{}\n", 3 * row + column));
        }
    }
    std::fs::write(folder.path().join("table.csv"), table).unwrap();
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    let scores: BTreeSet<u64> = outcome.trials.iter().map(|it| it.metrics["score"] as u64).collect();
    assert_eq!(scores, (0..9).collect());
    assert_eq!(outcome.trials.iter().filter(|it| it.is_new()).count(), 9);
}

#[test]
fn the_test_column_is_not_among_the_metrics() {
    let folder = tempdir().unwrap();
    let outcome = search(&counted("random()", 3, folder.path()), &(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.trials[0].metrics.keys().collect::<Vec<_>>(), ["score"]);
}

#[test]
fn the_best_is_never_lost() {
    let folder = tempdir().unwrap();
    let problem = counted("regularized_evolution(population: 4, tournament: 2)", 30, folder.path());
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    let most = outcome.trials.iter().map(|it| it.metrics["score"]).fold(0.0, f64::max);
    assert_eq!(outcome.winner().unwrap().metrics["score"].to_bits(), most.to_bits());
    let first = outcome.trials.iter().position(|it| it.metrics["score"].to_bits() == most.to_bits());
    assert_eq!(outcome.best, first, "the earliest of equals");
}

#[test]
fn an_observer_ends_a_search_with_what_was_found() {
    let folder = tempdir().unwrap();
    let outcome = search(&counted("random()", 40, folder.path()), &(), &mut (), &mut Limit(5)).unwrap();
    assert_eq!((outcome.ending, outcome.trials.len()), (Ending::Stopped, 5));
    assert!(outcome.best.is_some());
}

#[test]
fn time_ends_a_search() {
    let folder = tempdir().unwrap();
    let mut problem = counted("random()", 40, folder.path());
    problem.search.budget.seconds = Some(20.0);
    let outcome = search(&problem, &Ticking::default(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.ending, Ending::Finished);
    assert!((2..20).contains(&outcome.trials.len()), "{}", outcome.trials.len());
}

#[test]
fn an_objective_that_is_not_measured_is_an_error() {
    let folder = tempdir().unwrap();
    let mut problem = counted("random()", 3, folder.path());
    problem.search.objectives[0].metric = "truth".into();
    let error = search(&problem, &(), &mut (), &mut ()).unwrap_err();
    let expected = "the objective `truth` is no metric: there are score, params, macs, flops, memory, depth";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_cost_that_is_no_column_is_computed() {
    let folder = tempdir().unwrap();
    let mut problem = counted("random()", 100, folder.path());
    problem.search.objectives[0].metric = "params".into();
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    // Six convolutions of kernel 5, the first from one channel, and 2 x 10 + 10 for the classifier.
    assert_eq!(outcome.winner().unwrap().metrics["params"].to_bits(), f64::from(50 + 5 * 100 + 30).to_bits());
}

#[test]
fn equal_seeds_repeat_bit_for_bit_and_others_do_not() {
    let problem = digits("random()", "budget: 3 trials");
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.trials.len(), 3);
    assert_eq!(search(&problem, &(), &mut (), &mut ()).unwrap(), outcome);
    let mut other = problem;
    other.search.seed += 1;
    assert_ne!(search(&other, &(), &mut (), &mut ()).unwrap().trials, outcome.trials);
}

#[test]
fn a_training_that_diverges_is_a_failed_trial() {
    let mut problem = digits("random()", "budget: 2 trials");
    problem.search.recipe.clip = None;
    let lr = nas_compiler::ir::spec::Value::Scalar(nas_compiler::ir::Scalar::Float(1e30));
    problem.search.recipe.optimizer.args.insert("lr".into(), lr);
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    let Status::Failed { why } = &outcome.trials[0].status else { panic!("{:?}", outcome.trials[0]) };
    assert!(why.contains("not finite"), "{why}");
    assert!(outcome.trials[0].score.is_none() && outcome.trials[0].metrics.is_empty());
}

#[test]
fn a_lower_resolution_and_a_fraction_train_too() {
    let mut problem = digits("random()", "budget: 1 trials");
    let arguments = &mut problem.search.estimator.args;
    let scalar = nas_compiler::ir::spec::Value::Scalar;
    arguments.insert("resolution".into(), scalar(nas_compiler::ir::Scalar::Int(6)));
    arguments.insert("fraction".into(), scalar(nas_compiler::ir::Scalar::Float(0.5)));
    let outcome = search(&problem, &(), &mut (), &mut ()).unwrap();
    assert_eq!(outcome.trials[0].status, Status::Completed);
}

#[test]
fn images_of_another_size_are_an_error() {
    let mut problem = digits("random()", "budget: 1 trials");
    let nine = problem.space.exprs.int(9);
    problem.space.nodes[0].shape.dims[1] = nine;
    let error = search(&problem, &(), &mut (), &mut ()).unwrap_err();
    assert_eq!(error.to_string(), "the space takes image[1, 9, 8], the data are image[1, 8, 8]");
}

/// The search of NAS-Bench-201 by a strategy on a column of its table.
pub(crate) fn nasbench201(strategy: &str, column: &str, file: &std::path::Path) -> Problem {
    let text = format!(
        "use std::nasbench201::NasBench201
search test {{
  space: NasBench201
  strategy: {strategy}
  estimator: table(file: \"{}\", code: \"code\", test: \"c10_test200\",
    values: [\"none\", \"skip_connect\", \"nor_conv_1x1\", \"nor_conv_3x3\", \"avg_pool_3x3\"])
  maximize {column}
  budget: 300 trials
}}",
        file.file_name().unwrap().display()
    );
    problem(&text, file.parent().unwrap())
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn evolution_finds_better_cells_than_random_search_on_nasbench201() {
    let Some(file) = shared("nb201.csv.gz") else {
        eprintln!("skipped: there is no table of NAS-Bench-201");
        return;
    };
    let mean = |strategy: &str| Mean::of(&found(&nasbench201(strategy, "c10_val200", &file), 0..20).unwrap());
    let random = mean("random()");
    let evolution = mean("regularized_evolution(population: 30, tournament: 10)");
    let error = random.error.hypot(evolution.error);
    assert!(evolution.mean - random.mean > 2.0 * error, "{evolution:?} and {random:?}");
}
