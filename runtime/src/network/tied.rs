//! Networks of the standard library whose operations share weights.

use burn::{
    module::{Module, ModuleMapper, Param},
    tensor::{Device, Int, Tensor},
};
use nas_compiler::{
    Library, compile_with,
    instantiate::instantiate,
    ir::{self, Architecture, Assignment, Evaluator, Scalar, Space},
    point::resolve,
};

use super::Network;
use crate::layers::{Value, laws::ramp};

fn space(module: &str, name: &str, arguments: &[(&str, i64)]) -> Space {
    let text = nas_std_spaces::get(module).unwrap();
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| ((*name).to_owned(), Scalar::Int(*value))).collect();
    let spaces = compile_with(&Library(nas_std_spaces::MODULES), module, text, &arguments).program.spaces;
    spaces.into_values().find(|it| it.name.split('(').next() == Some(name)).unwrap()
}

fn published(space: &Space, genotype: &str) -> Assignment {
    let text = nas_std_spaces::GENOTYPES.iter().find(|it| it.0 == genotype).unwrap().1;
    let mut architecture: Architecture = ron::from_str(text).unwrap();
    architecture.space.clone_from(&space.name);
    resolve(space, &architecture).unwrap()
}

fn tokens(ids: &[i64]) -> Value {
    Value::Tokens(Tensor::<1, Int>::from_ints(ids, &Device::flex()).reshape([1, ids.len()]))
}

/// Sets every parameter to the sines of 0, 0.7, 1.4 and so on.
struct Ramps;

impl ModuleMapper for Ramps {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let shape = param.dims();
        param.map(|_| ramp(shape))
    }
}

fn built(network: &ir::Network) -> Network {
    let built = Network::init(network, 0, &Device::flex()).unwrap();
    assert_eq!(built.parameters(), network.params());
    built
}

// net = RNNModel(3, 2, 2, 2, cell_cls=DARTSCell, genotype=DARTS_V2).eval() of quark0/darts, rnn/model.py, and every parameter
// ramp = lambda *s: torch.sin(torch.arange(math.prod(s)) * 0.7).reshape(s)
// states, _ = net.rnns[0](net.encoder(torch.tensor([[0], [2], [1]])), net.init_hidden(1)[0])
// net.decoder(states.view(-1, 2)).flatten()
#[test]
fn the_recurrent_cell_of_darts_is_that_of_the_published_code() {
    let space = space("darts_recurrent", "DartsRecurrent", &[("features", 2), ("length", 3), ("vocabulary", 3)]);
    let network = instantiate(&space, &published(&space, "darts_recurrent_v2"));
    let built = built(&network).map(&mut Ramps);
    let Value::Sequence(output) = built.forward(tokens(&[0, 2, 1])).unwrap() else { panic!("not a sequence") };
    let expected = [0.044_955, 0.767_548, 0.982_419, 0.121_608, 1.011_378, 0.988_652, 0.113_549, 1.033_426, 1.004_206];
    let found = output.into_data();
    assert!(found.iter::<f32>().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-5), "{found:?}");
}

#[test]
fn the_recurrent_cell_of_enas_is_built_as_declared() {
    let space = space("enas_recurrent", "EnasRecurrent", &[("features", 4), ("length", 3), ("vocabulary", 5)]);
    let network = instantiate(&space, &published(&space, "enas_recurrent"));
    let output = built(&network).forward(tokens(&[0, 4, 1])).unwrap();
    assert_eq!(output.signature().dims, [3, 5]);
}

#[test]
fn weights_of_tied_operations_are_saved_once() {
    let space = space("gpt", "Gpt2", &[("depth", 1), ("features", 4), ("heads", 2), ("length", 3), ("vocabulary", 5)]);
    let network = instantiate(&space, &Assignment(vec![]));
    let [first, second] = [1, 2].map(|seed| Network::init(&network, seed, &Device::flex()).unwrap());
    let file = tempfile::tempdir().unwrap();
    let path = file.path().join("weights.safetensors");
    first.save(&path).unwrap();
    let again = second.load(&path).unwrap();
    let output = |it: &Network| it.forward(tokens(&[0, 4, 1])).unwrap();
    let (Value::Sequence(first), Value::Sequence(again)) = (output(&first), output(&again)) else { panic!() };
    assert_eq!(first.into_data(), again.into_data());
}

#[test]
fn a_translation_has_two_inputs() {
    for (module, name, size) in [("hat", "HatWmt", None), ("evolved_transformer", "EvolvedTransformer", Some(32))] {
        let mut arguments = vec![("length", 5), ("vocabulary", 7)];
        arguments.extend(size.map(|it| ("features", it)));
        let space = space(module, name, &arguments);
        let network = instantiate(&space, &Evaluator::assign(&space, |_, decision| decision.domain.size() as u32 - 1));
        let built = built(&network);
        let (source, target) = (tokens(&[0, 1, 2, 3, 6]), tokens(&[6, 5, 4, 3, 2]));
        let output = built.forward_all(vec![source.clone(), target]).unwrap();
        assert_eq!(output.signature().dims, [5, 7], "{name}");
        let error = built.forward(source).unwrap_err();
        assert_eq!(error.to_string(), "the network has 2 inputs, and is given 1");
    }
}
