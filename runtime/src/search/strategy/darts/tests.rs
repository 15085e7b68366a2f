//! What differentiable search promises.

use std::path::Path;

use burn::tensor::Device;
use nas_compiler::{
    cost::is_feasible,
    ir::{DecisionId, Space},
    point,
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::run::RunError;
use crate::search::{
    Ending, Journal, Observer, TrialReport,
    example::{digits, problem},
    search,
};

/// Keeps the epochs.
#[derive(Default)]
struct Epochs(Vec<MixtureReport>);

impl Journal for Epochs {
    fn mixture(&mut self, report: &MixtureReport) -> Result<(), RunError> {
        self.0.push(report.clone());
        Ok(())
    }
}

#[test]
fn a_search_proposes_one_architecture_and_repeats_bit_for_bit() {
    let problem = digits("darts(epochs: 2, batch: 32, alpha_lr: 0.05)", "");
    let run = || {
        let mut epochs = Epochs::default();
        (search(&problem, &(), &mut epochs, &mut ()).unwrap(), epochs.0)
    };
    let (outcome, epochs) = run();
    assert_eq!((outcome.ending, outcome.trials.len()), (Ending::Concluded, 1));
    assert!(is_feasible(&problem.space, &outcome.trials[0].assignment));
    assert_eq!(epochs.len(), 2);
    assert_eq!(epochs[1].mixtures.len(), 3);
    assert_eq!(epochs[1].choices, point::choices(&problem.space, &outcome.trials[0].assignment));
    assert!(epochs[1].mixtures[0].entropy < 4f64.ln() && epochs[1].mixtures[0].entropy > 0.0);
    assert!(epochs[1].weights.loss < epochs[0].weights.loss, "the weights learn");
    assert_eq!(run(), (outcome, epochs));
}

#[test]
fn an_observer_ends_the_training_of_a_supernet() {
    struct Stop(u32);
    impl train::Observer for Stop {
        fn should_stop(&mut self) -> bool {
            self.0 = self.0.saturating_sub(1);
            self.0 == 0
        }
    }
    impl Observer for Stop {
        fn trial_ended(&mut self, _: &TrialReport<'_>) {
            panic!("no trial is due");
        }
    }
    let problem = digits("darts(epochs: 2, batch: 32)", "");
    let outcome = search(&problem, &(), &mut (), &mut Stop(5)).unwrap();
    assert_eq!((outcome.ending, outcome.best), (Ending::Stopped, None));
}

/// Two of three edges into a node, each with a choice of operations that has a `zero` in it.
fn picked(constraint: &str) -> Space {
    let text = format!(
        "use std::blocks::{{relu_conv_bn}}
op edge(c: int) = oneof {{ none: zero(), skip: identity(), conv: relu_conv_bn(c, kernel: 1) }}
space Picked {{
  input x: image[1, 8, 8]
  let a = x -> conv(4)
  let b = a -> relu()
  let c = b -> relu()
  let edges = pick 2 of for from in [a, b, c] {{ from -> edge(4) }}
  sum(edges) -> global_avg_pool() -> linear(10)
  {constraint}
}}
task digits = classification {{ data: digits() }}
search test {{ space: Picked, task: digits, strategy: darts(), estimator: train(), maximize accuracy }}"
    );
    problem(&text, Path::new("")).space
}

/// What logits per edge are discretised to, as the picked items and the operation of each.
fn discretized(space: &Space, logits: [[f32; 4]; 3]) -> Vec<String> {
    let mut supernet = Supernet::init(space, Relaxation { none: true, level: true }, 0, &Device::flex()).unwrap();
    let decisions: Vec<DecisionId> = supernet.alphas().map(|it| it.0).collect();
    assert_eq!(decisions.len(), 3);
    for (decision, logits) in decisions.into_iter().zip(logits) {
        supernet = supernet.with_alpha(decision, &logits);
    }
    let discretization = Discretization::new(space);
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let assignment = discretization.feasible(&supernet.probabilities(), &mut rng).unwrap();
    point::choices(space, &assignment).values().map(point::render).collect()
}

#[test]
fn the_strongest_edges_stay_with_their_strongest_operations() {
    let found = discretized(&picked(""), [[0.0, 0.0, 1.0, 0.0], [0.0, 0.5, 0.0, 0.0], [0.0, 2.0, 0.0, 0.0]]);
    assert_eq!(found, ["[0, 2]", "conv", "skip"]);
}

#[test]
fn neither_none_nor_zero_makes_an_edge_strong() {
    // The first edge is all `zero`, the second all `none`; of the other operations, those of the second are weakest.
    let logits = [[3.0, 0.0, 1.0, 0.0], [0.0, 0.5, 0.0, 9.0], [0.0, 2.0, 0.0, 0.0]];
    assert_eq!(discretized(&picked(""), logits), ["[0, 2]", "conv", "skip"]);
}

#[test]
fn the_most_probable_feasible_architecture_is_taken() {
    // Two convolutions would be most probable; one of them has to go, where it costs least.
    let logits = [[0.0, 0.5, 1.0, 0.0], [0.0, 0.9, 1.0, 0.0], [0.0, -9.0, -9.0, 0.0]];
    assert_eq!(discretized(&picked(""), logits), ["[0, 1]", "conv", "conv"]);
    let found = discretized(&picked("require count(conv) <= 1"), logits);
    assert_eq!(found, ["[0, 1]", "conv", "skip"]);
}

#[test]
fn zero_is_a_value_like_any_other_where_nothing_is_picked() {
    let problem = digits("darts()", "");
    let mut supernet =
        Supernet::init(&problem.space, Relaxation { none: true, level: true }, 0, &Device::flex()).unwrap();
    let decisions: Vec<DecisionId> = supernet.alphas().map(|it| it.0).collect();
    for decision in decisions {
        supernet = supernet.with_alpha(decision, &[1.0, 0.0, 0.0, 0.0]);
    }
    let choices = Discretization::new(&problem.space).choices(&supernet.probabilities());
    assert!(choices.values().all(|it| point::render(it) == "none"), "{choices:?}");
}

#[test]
fn a_constraint_that_no_probable_architecture_meets_is_met_nevertheless() {
    // Only `zero` meets it, which no edge is discretised to.
    let logits = [[0.0, 0.0, 9.0, 0.0], [0.0, 0.0, 9.0, 0.0], [0.0, 0.0, 9.0, 0.0]];
    let found = discretized(&picked("require count(none) >= 2"), logits);
    assert_eq!(found[1..], ["none", "none"]);
}

#[test]
fn entropy_is_that_of_a_fair_coin() {
    assert!((entropy(&[0.5, 0.5]) - 2f64.ln()).abs() < 1e-12);
    assert!(entropy(&[1.0, 0.0]).abs() < 1e-12);
}
