//! What run folders promise.

use std::fs;

use nas_compiler::point::resolve;
use tempfile::tempdir;

use super::*;
use crate::{
    search::{
        Status,
        example::{alike, counted, digits, problem},
    },
    task::Part,
};

#[test]
fn equal_runs_write_equal_trials() {
    let problem = digits("random()", "budget: 3 trials");
    let written = || {
        let folder = tempdir().unwrap();
        let mut run = Run::create(folder.path(), "source", &problem, Existing::Refuse).unwrap();
        run.search(Path::new(""), &(), &mut ()).unwrap();
        ["trials.jsonl", "best.ron"].map(|it| fs::read(folder.path().join(it)).unwrap())
    };
    assert_eq!(written(), written());
}

#[test]
fn what_is_written_is_read_back() {
    let folder = tempdir().unwrap();
    let problem = digits("random()", "budget: 2 trials");
    let mut run = Run::create(folder.path(), "source", &problem, Existing::Refuse).unwrap();
    let outcome = run.search(Path::new(""), &(), &mut ()).unwrap();
    let opened = Run::open(folder.path()).unwrap();
    assert_eq!(opened, run);
    assert_eq!(opened.problem(Path::new("")), problem);
    let trials = opened.trials().unwrap();
    assert_eq!(trials.len(), 2);
    for (read, trial) in trials.iter().zip(&outcome.trials) {
        assert_eq!((read.trial, &read.status, &read.metrics), (trial.number, &Status::Completed, &trial.metrics));
    }
    let best = opened.best().unwrap();
    let winner = outcome.winner().unwrap();
    assert_eq!((best.trial, &best.metrics), (winner.number, &winner.metrics));
    assert_eq!(resolve(&problem.space, &best.architecture).unwrap(), winner.assignment);
    let metrics = evaluate_weights(&problem, &best.architecture, &opened.best_weights(), Part::Valid).unwrap();
    assert!((metrics.accuracy - best.metrics["accuracy"]).abs() < 1e-12, "the weights are those of the best trial");
    let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
    assert!(summary.contains("2 architectures were tried") && summary.contains("--best"), "{summary}");
}

#[test]
fn a_best_trial_whose_network_was_trained_as_that_of_another_has_no_weights() {
    let mut of_same = 0;
    for seed in 0..6 {
        let folder = tempdir().unwrap();
        let mut run = Run::create(folder.path(), "", &alike(20, seed), Existing::Refuse).unwrap();
        let outcome = run.search(Path::new(""), &(), &mut ()).unwrap();
        let winner = outcome.winner().unwrap();
        let is_same = matches!(winner.status, Status::SameNetwork { .. });
        of_same += usize::from(is_same);
        assert_eq!(run.best_weights().exists(), !is_same);
        let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
        let counts = "9 architectures were tried, 6 of them the same network as an earlier one,";
        assert!(summary.contains(counts), "{summary}");
        let lines = fs::read_to_string(folder.path().join("trials.jsonl")).unwrap();
        assert_eq!(lines.matches("\"status\":\"same_network\",\"of\":").count(), 6);
        assert_eq!(run.trials().unwrap().len(), outcome.trials.len());
        if is_same {
            assert!(train_best(&run, Path::new(""), &mut ()).unwrap().is_some());
        }
    }
    assert!((1..6).contains(&of_same), "{of_same}");
}

#[test]
fn the_best_is_trained_in_full_and_tested() {
    let folder = tempdir().unwrap();
    let problem = digits("random()", "budget: 1 trials");
    let mut run = Run::create(folder.path(), "", &problem, Existing::Refuse).unwrap();
    run.search(Path::new(""), &(), &mut ()).unwrap();
    let trained = train_best(&run, Path::new(""), &mut ()).unwrap().unwrap();
    assert_eq!(run.final_training().unwrap().as_ref(), Some(&trained));
    let again = evaluate_weights(&problem, &trained.architecture, &run.final_weights(), Part::Test).unwrap();
    assert!((again.accuracy - trained.test.accuracy).abs() < 1e-12);
}

#[test]
fn a_run_is_not_overwritten_unless_told() {
    let folder = tempdir().unwrap();
    let problem = counted("random()", 5, folder.path());
    let mut run = Run::create(folder.path(), "", &problem, Existing::Refuse).unwrap();
    run.search(folder.path(), &(), &mut ()).unwrap();
    let error = Run::create(folder.path(), "", &problem, Existing::Refuse).unwrap_err();
    assert!(matches!(error, RunError::Exists { .. }), "{error}");
    let run = Run::create(folder.path(), "", &problem, Existing::Replace).unwrap();
    assert_eq!(run.trials().unwrap(), []);
    assert!(matches!(run.best(), Err(RunError::NoBest { .. })));
    assert!(folder.path().join("table.csv").exists(), "what is not of the run stays");
}

#[test]
fn a_torn_last_line_is_ignored() {
    let folder = tempdir().unwrap();
    let problem = counted("random()", 5, folder.path());
    let mut run = Run::create(folder.path(), "", &problem, Existing::Refuse).unwrap();
    run.search(folder.path(), &(), &mut ()).unwrap();
    let whole = run.trials().unwrap();
    let path = folder.path().join("trials.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, &text[..text.len() - 9]).unwrap();
    assert_eq!(run.trials().unwrap(), whole[..whole.len() - 1]);
    fs::write(&path, format!("{{\n{text}")).unwrap();
    assert!(run.trials().unwrap_err().to_string().contains("line 1"));
}

#[test]
fn another_form_is_refused() {
    let folder = tempdir().unwrap();
    assert!(matches!(Run::open(folder.path()), Err(RunError::None { .. })));
    Run::create(folder.path(), "", &counted("random()", 5, folder.path()), Existing::Refuse).unwrap();
    let path = folder.path().join("run.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("format: 1", "format: 9", 1)).unwrap();
    assert!(matches!(Run::open(folder.path()), Err(RunError::Format { found: 9, .. })));
}

#[test]
fn a_small_network_reads_nine_of_ten_digits() {
    let text = "use std::blocks::{conv_bn_relu}
space Net {
  input x: image[1, 8, 8]
  let width = oneof [12, 16]
  x -> conv_bn_relu(width) -> conv_bn_relu(2 * width, stride: 2) -> global_avg_pool() -> linear(10)
}
task digits = classification { data: digits(), split: { train: 60%, valid: 10%, test: 30% } }
train short { epochs: 1, batch: 64 }
train full { epochs: 8, batch: 32, optimizer: sgd(lr: 0.1) }
search test {
  space: Net, task: digits, strategy: random(), estimator: train(epochs: 1)
  recipe: short, full: full, maximize accuracy, budget: 1 trials, seed: 1
}";
    let folder = tempdir().unwrap();
    let mut run = Run::create(folder.path(), text, &problem(text, Path::new("")), Existing::Refuse).unwrap();
    run.search(Path::new(""), &(), &mut ()).unwrap();
    let trained = train_best(&run, Path::new(""), &mut ()).unwrap().unwrap();
    assert!(trained.test.accuracy > 0.9, "{trained:?}");
}
