//! Networks of the standard library against their published counts, counted on what burn builds.

use burn::tensor::{Device, Tensor};
use nas_compiler::{
    Library, compile,
    instantiate::instantiate,
    ir::{self, Assignment},
};

use super::Network;
use crate::layers::{Value, trainable};

fn published(module: &str, space: &str) -> ir::Network {
    let program = compile(&Library(nas_std_spaces::MODULES), module, nas_std_spaces::get(module).unwrap()).program;
    instantiate(&program.spaces[space], &Assignment(vec![]))
}

/// Multiply-accumulates of the built network: the elements of every weight of a convolution or linear layer, once for
/// each position of the result. `forward` refuses a result of another shape than the declared one.
fn macs(network: &ir::Network, built: &Network) -> u64 {
    let of = |operation: &ir::Operation| -> u64 {
        let Some(layer) = built.layers().find(&operation.name) else { return 0 };
        let weights = trainable(layer).into_iter().map(|it| it.1).filter(|it| it.len() > 1);
        let positions: usize = operation.shape[1..].iter().product();
        weights.map(|it| (it.iter().product::<usize>() * positions) as u64).sum()
    };
    network.operations.iter().map(of).sum()
}

fn counts(module: &str, space: &str) -> (u64, u64) {
    let network = published(module, space);
    let device = Device::flex();
    let built = Network::init(&network, 0, &device).unwrap();
    let output = built.forward(Value::Image(Tensor::zeros([1, 3, 224, 224], &device))).unwrap();
    assert_eq!(output.signature().dims, vec![1000]);
    let counted = (built.parameters(), macs(&network, &built));
    assert_eq!(counted, (network.params(), network.macs()));
    counted
}

#[test]
fn mobilenet_v2_has_its_published_size() {
    assert_eq!(counts("mobilenet_v2", "MobileNetV2"), (3_504_872, 300_774_272));
}

#[test]
fn resnet_18_has_its_published_size() {
    assert_eq!(counts("resnet", "ResNet18"), (11_689_512, 1_814_073_344));
}

#[test]
fn resnet_50_has_its_published_size() {
    assert_eq!(counts("resnet", "ResNet50"), (25_557_032, 4_089_184_256));
}
