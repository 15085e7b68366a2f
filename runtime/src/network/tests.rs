//! What a network promises.

use burn::{
    module::Module,
    tensor::{Device, Distribution, Tensor},
};
use nas_compiler::ir;

use super::{example, *};

fn images(count: usize) -> Value {
    let device = Device::flex();
    let pixels = Tensor::<1, burn::tensor::Int>::arange(0..(count * 192) as i64, &device).float();
    Value::Image((pixels * 0.37).sin().reshape([count, 3, 8, 8]))
}

fn output(network: &Network) -> Vec<f32> {
    let Value::Vector(it) = network.forward(images(2)).unwrap() else { panic!("not a vector") };
    it.into_data().try_to_vec().unwrap()
}

#[test]
fn it_has_as_many_parameters_as_the_architecture() {
    let architecture = example::tiny();
    let network = Network::init(&architecture, 0, &Device::flex().autodiff()).unwrap();
    assert_eq!(network.parameters(), architecture.params());
    assert_eq!(network.valid().parameters(), architecture.params());
}

#[test]
fn equal_seeds_give_equal_weights() {
    let network = |seed| output(&Network::init(&example::tiny(), seed, &Device::flex()).unwrap());
    assert_eq!(network(3), network(3));
    assert_ne!(network(3), network(4));
}

#[test]
fn initial_weights_stay_within_the_bound_and_fill_it() {
    let network = Network::init(&example::tiny(), 5, &Device::flex()).unwrap();
    let Some(Layer::Linear(linear)) = network.layers().find("part.8/linear") else { panic!("no linear layer") };
    let mut weights = Vec::new();
    linear.visit(&mut Collect(&mut weights));
    let bound = 1.0 / 512f32.sqrt();
    assert!(weights.iter().all(|it| it.abs() <= bound));
    let square = weights.iter().map(|it| it * it).sum::<f32>() / weights.len() as f32;
    // The variance of the uniform distribution over ±bound is bound² / 3.
    assert!((square * 3.0 / bound.powi(2) - 1.0).abs() < 0.1);
}

struct Collect<'a>(&'a mut Vec<f32>);

impl burn::module::ModuleVisitor for Collect<'_> {
    fn visit_float<const D: usize>(&mut self, param: &burn::module::Param<Tensor<D>>) {
        self.0.extend(param.val().into_data().try_to_vec::<f32>().unwrap());
    }
}

#[test]
fn weights_and_statistics_survive_a_file() {
    let file = tempfile::tempdir().unwrap();
    let path = file.path().join("weights.safetensors");
    let device = Device::flex();
    let first = Network::init(&example::tiny(), 1, &device.clone().autodiff()).unwrap();
    let Value::Image(pixels) = images(2) else { panic!("not an image") };
    first.forward(Value::Image(pixels.autodiff())).unwrap();
    let first = first.valid();
    first.save(&path).unwrap();
    let second = Network::init(&example::tiny(), 2, &device).unwrap();
    assert_ne!(output(&first), output(&second));
    assert_eq!(output(&first), output(&second.load(&path).unwrap()));
}

#[test]
fn weights_of_another_architecture_are_refused() {
    let file = tempfile::tempdir().unwrap();
    let path = file.path().join("weights.safetensors");
    let device = Device::flex();
    Network::init(&example::tiny(), 1, &device).unwrap().save(&path).unwrap();
    let mut other = example::tiny();
    other.operations[4].name = "elsewhere".into();
    let error = Network::init(&other, 1, &device).unwrap().load(&path).unwrap_err();
    assert!(error.to_string().contains("elsewhere.weight"), "{error}");
}

#[test]
fn a_copy_keeps_its_running_statistics() {
    let network = Network::init(&example::tiny(), 1, &Device::flex().autodiff()).unwrap();
    let copy = network.clone();
    let before = output(&copy.valid());
    let noise = Tensor::<4>::random([4, 3, 8, 8], Distribution::Default, &Device::flex().autodiff());
    network.forward(Value::Image(noise)).unwrap();
    assert_eq!(output(&copy.valid()), before);
    assert_ne!(output(&network.valid()), before);
}

#[test]
fn an_input_of_another_shape_is_an_error() {
    let network = Network::init(&example::tiny(), 1, &Device::flex()).unwrap();
    let error = network.forward(Value::Image(Tensor::zeros([1, 3, 9, 8], &Device::flex()))).unwrap_err();
    assert_eq!(error.to_string(), "`part.0/input`: expected image[3, 8, 8], found image[3, 9, 8]");
}

#[test]
fn a_wrongly_declared_shape_is_an_error() {
    let mut architecture = example::tiny();
    architecture.operations[1].shape = vec![8, 9, 8];
    let error = Network::init(&architecture, 1, &Device::flex()).unwrap().forward(images(1)).unwrap_err();
    assert!(matches!(error, NetworkError::Output { .. }), "{error}");
}

#[test]
fn an_operation_before_its_input_is_an_error() {
    let mut architecture = example::tiny();
    architecture.operations[1].inputs = vec![2];
    let result = Network::init(&architecture, 1, &Device::flex());
    assert!(matches!(result, Err(NetworkError::Order(_))));
}

#[test]
fn operations_that_the_output_does_not_need_are_not_run() {
    let mut architecture = example::tiny();
    let mut dead: ir::Operation = architecture.operations[1].clone();
    dead.name = "dead".into();
    dead.shape = vec![1, 1, 1];
    architecture.operations.push(dead);
    let network = Network::init(&architecture, 1, &Device::flex()).unwrap();
    assert!(network.forward(images(1)).is_ok());
    assert_eq!(network.parameters(), architecture.params());
}
