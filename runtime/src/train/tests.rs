//! What training promises.

use burn::{
    module::{Module, ModuleVisitor, Param},
    tensor::{Device, Tensor},
};
use nas_compiler::ir::{
    Scalar, TensorKind,
    spec::{Call, Train, Value},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::network::{Network, example::tiny};

/// A span, of a type that needs no name.
pub(crate) fn nowhere<T: Default>() -> T {
    T::default()
}

pub(crate) fn call(name: &str, args: &[(&str, f64)]) -> Call {
    let args = args.iter().map(|(name, value)| ((*name).to_owned(), Value::Scalar(Scalar::Float(*value)))).collect();
    Call { name: name.into(), args, span: nowhere() }
}

pub(crate) fn recipe() -> Train {
    Train {
        name: "test".into(),
        epochs: 3,
        batch: 16,
        optimizer: call("sgd", &[("lr", 0.1), ("momentum", 0.9), ("weight_decay", 1e-4)]),
        schedule: call("constant", &[]),
        warmup: 0.0,
        label_smoothing: 0.0,
        clip: None,
        early_stop: None,
        augment: None,
        span: nowhere(),
    }
}

/// Random images with random labels.
pub(crate) fn batches(count: usize) -> Vec<Batch> {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let mut batch = || Batch {
        inputs: InputBatch {
            kind: TensorKind::Image,
            shape: vec![16, 3, 8, 8],
            data: InputData::Real((0..16 * 192).map(|_| 2.0 * rng.random::<f32>() - 1.0).collect()),
        },
        targets: Targets::Classes((0..16).map(|_| rng.random_range(0..4)).collect()),
    };
    (0..count).map(|_| batch()).collect()
}

fn network(seed: u64) -> Network {
    Network::init(&tiny(), seed, &Device::flex().autodiff()).unwrap()
}

fn weights(module: &impl Module) -> Vec<f32> {
    struct Collect(Vec<f32>);
    impl ModuleVisitor for Collect {
        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            self.0.extend(param.val().into_data().iter::<f32>());
        }
    }
    let mut collect = Collect(Vec::new());
    module.visit(&mut collect);
    collect.0
}

#[test]
fn a_network_learns_random_images_by_heart() {
    let mut data = batches(2);
    let mut valid = data.clone();
    for optimizer in
        [recipe().optimizer, call("adamw", &[("lr", 0.01), ("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8)])]
    {
        let recipe = Train { epochs: 25, schedule: call("cosine", &[]), warmup: 1.0, optimizer, ..recipe() };
        let trained = fit(network(0), &mut data, &mut valid, &recipe, &mut ()).unwrap();
        assert_eq!(trained.ending, Ending::Finished);
        assert_eq!(trained.history.len(), 25);
        let metrics = evaluate(&trained.model, &mut valid).unwrap();
        assert!(metrics.accuracy > 0.999, "{metrics:?}");
        assert_eq!(trained.history[24].valid, metrics);
        assert!(!metrics.better_than(&trained.best().unwrap()));
    }
}

#[test]
fn equal_seeds_give_equal_weights_after_training() {
    let trained = |seed| {
        let recipe = Train { epochs: 1, clip: Some(1.0), label_smoothing: 0.1, ..recipe() };
        weights(&fit(network(seed), &mut batches(3), &mut batches(1), &recipe, &mut ()).unwrap().model)
    };
    let first = trained(1);
    assert_eq!(first, trained(1));
    assert_ne!(first, trained(2));
}

#[test]
fn a_network_on_a_device_without_gradients_is_trained_too() {
    let trained = |device| {
        let model = Network::init(&tiny(), 0, &device).unwrap();
        weights(&fit(model, &mut batches(2), &mut batches(1), &recipe(), &mut ()).unwrap().model)
    };
    assert_eq!(trained(Device::flex()), trained(Device::flex().autodiff()));
}

#[test]
fn a_loss_that_is_not_finite_is_an_error() {
    let recipe = Train { optimizer: call("sgd", &[("lr", 1e30)]), ..recipe() };
    let result = fit(network(0), &mut batches(3), &mut batches(1), &recipe, &mut ());
    assert!(matches!(result, Err(TrainError::Diverged { .. })));
}

#[test]
fn training_stops_when_validation_does_not_improve() {
    // Nothing is learned with a learning rate of 0, and running statistics do not move with a momentum of 0.
    let mut architecture = tiny();
    architecture.operations[2].args.insert("momentum".into(), Scalar::Float(0.0));
    let model = Network::init(&architecture, 0, &Device::flex().autodiff()).unwrap();
    let recipe = Train { epochs: 9, early_stop: Some(2), optimizer: call("sgd", &[("lr", 0.0)]), ..recipe() };
    let trained = fit(model, &mut batches(1), &mut batches(1), &recipe, &mut ()).unwrap();
    assert_eq!(trained.ending, Ending::Early);
    assert_eq!(trained.history.len(), 3);
}

#[test]
fn an_early_stop_gives_the_best_epoch() {
    let mut valid = batches(2);
    valid.reverse();
    let recipe = Train { epochs: 12, early_stop: Some(3), ..recipe() };
    let trained = fit(network(3), &mut batches(1), &mut valid, &recipe, &mut ()).unwrap();
    assert_eq!(Some(evaluate(&trained.model, &mut valid).unwrap()), trained.best());
}

/// Counts what it is told and ends the training at a step.
#[derive(Default)]
struct Watch {
    steps: usize,
    epochs: usize,
    limit: usize,
}

impl Observer for Watch {
    fn batch_ended(&mut self, report: &BatchReport) {
        assert_eq!((report.batches, report.batch), (2, self.steps % 2));
        self.steps += 1;
    }

    fn epoch_ended(&mut self, report: &EpochReport) {
        assert_eq!(report.epoch as usize, self.epochs);
        self.epochs += 1;
    }

    fn should_stop(&mut self) -> bool {
        self.steps == self.limit
    }
}

#[test]
fn an_observer_sees_every_step_and_can_end_the_training() {
    let mut watch = Watch { limit: 3, ..Watch::default() };
    let trained = fit(network(0), &mut batches(2), &mut batches(1), &recipe(), &mut watch).unwrap();
    assert_eq!(trained.ending, Ending::Stopped);
    assert_eq!((watch.steps, watch.epochs, trained.history.len()), (3, 1, 1));
}

#[test]
fn no_examples_are_an_error() {
    let mut none: Vec<Batch> = Vec::new();
    assert!(matches!(evaluate(&network(0), &mut none), Err(TrainError::NoExamples(_))));
    let result = fit(network(0), &mut none, &mut batches(1), &recipe(), &mut ());
    assert!(matches!(result, Err(TrainError::NoExamples(_))));
}

#[test]
fn gradients_of_a_scope_leave_others_out() {
    let model = network(0);
    let ids: Vec<_> = crate::layers::trainable(&model).into_iter().map(|it| it.0).collect();
    let (gradients, _) = gradients(&model, &batches(1)[0], 0.0, Scope::Only(&ids[..2])).unwrap();
    assert_eq!(gradients.len(), 2);
}

#[test]
fn a_batch_with_too_few_numbers_is_an_error() {
    let mut data = batches(1);
    data[0].inputs.shape[0] = 17;
    let error = evaluate(&network(0), &mut data).unwrap_err();
    assert_eq!(error.to_string(), "the batch: expected 3264 numbers, found 3072");
}
