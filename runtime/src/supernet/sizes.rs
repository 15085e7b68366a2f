//! Supernets have the sizes that the compiler says.

use burn::tensor::{Device, Int, Tensor};
use nas_compiler::{
    Library, compile, compile_with,
    ir::{Scalar, Space},
    training::{self, NoneAlternative},
};

use super::{Body, Relaxation, Supernet};
use crate::layers::{Value, trainable};

fn compiled(text: &str) -> Space {
    let compilation = compile(&Library(nas_std_spaces::MODULES), "main.nas", text);
    compilation.program.spaces.into_values().next().unwrap()
}

/// The trainable scalars, the logits and the multiply-accumulates of a supernet, from the weights that it has: a weight of a
/// convolution is used once for every position of the result, one of a linear layer once.
fn measured(supernet: &Supernet) -> [u64; 3] {
    let logits = supernet.alphas().map(|it| it.2.dims()[0] as u64).sum();
    let mut macs = 0;
    for step in &supernet.structure.plan.steps {
        let Body::Layers { op, .. } = &step.body else { continue };
        let uses: usize = match op.as_str() {
            "conv" => step.signature.dims[1..].iter().product(),
            "linear" => 1,
            _ => continue,
        };
        for layer in &supernet.structure.layers[&step.node] {
            let weights = trainable(supernet.weights.get(*layer).unwrap());
            let weights = weights.iter().filter(|it| it.1.len() > 1);
            macs += weights.map(|it| it.1.iter().product::<usize>() * uses).sum::<usize>() as u64;
        }
    }
    [supernet.weights().parameters(), logits, macs]
}

#[track_caller]
fn agrees(space: &Space) {
    for (none, said) in [(true, NoneAlternative::Picked), (false, NoneAlternative::Never)] {
        let said = training::supernet(space, said).unwrap();
        let supernet = Supernet::init(space, Relaxation { none, level: false }, 0, &Device::flex()).unwrap();
        assert_eq!(measured(&supernet), [said.params, said.logits, said.macs]);
    }
}

#[test]
fn a_choice_in_a_choice_is_a_layer_each() {
    agrees(&compiled(
        "
space Nested {
  input x: image[2, 6, 6]
  let kernel = oneof [1, 3]
  x -> conv(4, kernel)
    -> oneof { plain: conv(4, 3), wide: conv(4, kernel, bias: true) -> relu(), skip: identity() }
    -> repeat(oneof [1, 2]) { conv(4, 1) -> batch_norm() }
    -> global_avg_pool() -> linear(3)
}",
    ));
}

#[test]
fn tied_operations_are_layers_once() {
    agrees(&compiled(
        "
cell Step(x: vector, state: vector) {
  let states = [concat(x, state) -> linear(4)]
  for i in 1..3 {
    let weights = tied(linear(4))
    let edges = pick 1 of for from in 0..i {
      states[from] -> weights -> oneof { tanh: tanh(), relu: relu(), wide: linear(8) -> linear(4) }
    }
    states += sum(edges)
  }
  mean(states[1..])
}

space Tied {
  input x: vector[4]
  let step = tied(Step)
  step(x, step(x, step(x, x -> zero()))) -> linear(3)
}",
    ));
}

#[test]
fn the_recurrent_supernet_of_darts_is_that_of_the_published_code() {
    // `RNNModelSearch` of quark0/darts, rnn/model_search.py: one matrix for every node, whatever it follows, and five logits,
    // one of them for `none`, for each of the 1 + 2 + ... + 8 edges.
    let text = nas_std_spaces::get("darts_recurrent").unwrap();
    let arguments = [("features", 4), ("length", 2), ("vocabulary", 5)].map(|it| (it.0.to_owned(), Scalar::Int(it.1)));
    let mut arguments = arguments.to_vec();
    arguments.push(("normalize".to_owned(), Scalar::Bool(true)));
    let spaces = compile_with(&Library(nas_std_spaces::MODULES), "main.nas", text, &arguments).program.spaces;
    let space = spaces.into_values().next().unwrap();
    let device = Device::flex();
    let supernet = Supernet::init(&space, Relaxation { none: true, level: false }, 0, &device).unwrap();
    let logits: Vec<usize> = supernet.alphas().map(|it| it.2.dims()[0]).collect();
    assert_eq!(logits, [5; 36]);
    assert_eq!(supernet.weights().parameters(), 5 * 4 + 5 + 8 * 8 + 8 * 4 * 8);
    let said = training::supernet(&space, NoneAlternative::Picked).unwrap();
    assert_eq!([said.params, said.logits], [supernet.weights().parameters(), 180]);
    let tokens = Tensor::<1, Int>::from_ints([0, 4, 3, 1], &device).reshape([2, 2]);
    assert_eq!(supernet.forward(Value::Tokens(tokens)).unwrap().signature().dims, [2, 5]);
}

#[test]
fn what_nothing_uses_is_no_part_of_a_supernet() {
    agrees(&compiled(
        "
space Unused {
  input x: image[2, 6, 6]
  let _unused = x -> conv(8, 5)
  x -> oneof { conv: conv(2, 3), pool: avg_pool(3) } -> global_avg_pool() -> linear(3)
}",
    ));
}

#[test]
fn cells_of_the_literature_are_layers_of_all_alternatives() {
    let small = |module: &str, from: &str, to: &str| {
        let text = nas_std_spaces::get(module).unwrap();
        assert!(text.contains(from), "{module} has no `{from}`");
        compiled(&text.replace(from, to))
    };
    agrees(&small("darts", "layers: int = 8", "layers: int = 3"));
    agrees(&compiled(nas_std_spaces::get("nasbench201").unwrap()));
}
