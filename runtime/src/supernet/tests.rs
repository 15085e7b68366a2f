//! What a supernet promises.

use burn::tensor::{Device, Tensor, Tolerance};
use nas_compiler::ir::{BinaryOp, Expr, Scalar, TensorKind};

use super::{example::Builder, *};
use crate::{
    network::example,
    train::{Batch, Decay, InputBatch, InputData, Optimizer, Scope, Targets, gradients, tests::batches, tests::call},
};

fn supernet(space: &Space, none: bool) -> Result<Supernet, RelaxError> {
    Supernet::init(space, Relaxation { none, level: false }, 5, &Device::flex())
}

/// Applies a supernet to one vector.
#[track_caller]
fn apply(supernet: &Supernet, input: [f32; 2]) -> Vec<f32> {
    let input = Tensor::<1>::from_floats(input, &Device::flex()).reshape([1, 2]);
    let Value::Vector(output) = supernet.forward(Value::Vector(input)).unwrap() else { panic!("not a vector") };
    output.into_data().iter::<f32>().collect()
}

#[track_caller]
fn close(found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
    }
}

/// Identity or relu, after the other of which nothing is left.
fn choice() -> (Builder, DecisionId) {
    let mut builder = Builder::new(&[2]);
    let edge = builder.alternatives("cell.edge", &["skip", "relu"]);
    let skip = builder.op("identity", &[], &[NodeId(0)], &[2]);
    let relu = builder.op("relu", &[], &[NodeId(0)], &[2]);
    builder.select(edge, &[skip, relu], &[2]);
    (builder, edge)
}

#[test]
fn a_choice_is_weighted_by_its_probabilities() {
    let (builder, edge) = choice();
    let supernet = supernet(&builder.space, false).unwrap().with_alpha(edge, &[0.0, 3f32.ln()]);
    let (decision, probabilities) = supernet.probabilities().remove(0);
    assert_eq!(decision, edge);
    close(&probabilities, &[0.25, 0.75]);
    // 0.25 * [1, -2] + 0.75 * [1, 0]
    close(&apply(&supernet, [1.0, -2.0]), &[1.0, -0.5]);
}

#[test]
fn logits_start_small_and_different() {
    let supernet = supernet(&choice().0.space, false).unwrap();
    let logits: Vec<f32> = supernet.alphas().next().unwrap().2.val().into_data().iter().collect();
    assert!(logits.iter().all(|it| it.abs() < 0.01) && logits[0].total_cmp(&logits[1]).is_ne(), "{logits:?}");
}

#[test]
fn alternatives_may_be_guarded_instead_of_their_edges() {
    let (mut builder, edge) = choice();
    for (node, index) in [(1, 0), (2, 1)] {
        let guard = builder.expr(Expr::Is(edge, index));
        builder.guard(NodeId(node), guard);
    }
    let always = builder.truth();
    for input in &mut builder.space.nodes[3].inputs {
        input.guard = always;
    }
    let supernet = supernet(&builder.space, false).unwrap().with_alpha(edge, &[0.0, 3f32.ln()]);
    close(&apply(&supernet, [1.0, -2.0]), &[1.0, -0.5]);
}

#[test]
fn a_value_that_several_choices_share_is_weighted_by_their_sum() {
    let mut builder = Builder::new(&[2]);
    let depth = builder.values("depth", &[1, 2, 4]);
    let value = builder.expr(Expr::Value(depth));
    let two = builder.int(2);
    let shallow = builder.expr(Expr::Binary(BinaryOp::LessEqual, value, two));
    let deep = builder.expr(Expr::Binary(BinaryOp::Less, two, value));
    let relu = builder.op("relu", &[], &[NodeId(0)], &[2]);
    builder.select(depth, &[NodeId(0), relu], &[2]);
    let inputs = &mut builder.space.nodes[2].inputs;
    (inputs[0].guard, inputs[1].guard) = (shallow, deep);
    let supernet = supernet(&builder.space, false).unwrap().with_alpha(depth, &[0.0, 0.0, 2f32.ln()]);
    // Probabilities 1/4, 1/4, 1/2: the input with 1/2 and its relu with 1/2.
    close(&apply(&supernet, [1.0, -2.0]), &[1.0, -1.0]);
}

/// The sum of what `cell.inputs` picks of a choice and the input.
fn picked(op: &'static str) -> (Builder, DecisionId) {
    let (mut builder, edge) = choice();
    let pick = builder.pick("cell.inputs");
    let members = [0, 1].map(|item| builder.expr(Expr::Member(pick, item)));
    builder.guarded(op, &[], &[(NodeId(3), members[0]), (NodeId(0), members[1])], &[2]);
    (builder, edge)
}

#[test]
fn all_that_a_pick_could_take_stays_in() {
    let (builder, edge) = picked("sum");
    let supernet = supernet(&builder.space, false).unwrap().with_alpha(edge, &[0.0, 0.0]);
    assert_eq!(supernet.alphas().count(), 1, "the pick has no logits");
    // ([1, -2] + [1, 0]) / 2 + [1, -2]
    close(&apply(&supernet, [1.0, -2.0]), &[2.0, -3.0]);
}

#[test]
fn none_takes_its_share_of_a_picked_choice() {
    let (builder, edge) = picked("sum");
    let supernet = supernet(&builder.space, true).unwrap().with_alpha(edge, &[0.0, 0.0, 0.0]);
    close(&supernet.probabilities()[0].1, &[1.0 / 3.0; 3]);
    close(&apply(&supernet, [1.0, -2.0]), &[2.0 / 3.0 + 1.0, -2.0 / 3.0 - 2.0]);
    let (builder, _) = choice();
    let unpicked = Supernet::init(&builder.space, Relaxation { none: true, level: false }, 0, &Device::flex()).unwrap();
    assert_eq!(unpicked.probabilities()[0].1.len(), 2, "a choice that no pick takes has no `none`");
}

#[test]
fn a_pick_of_all_there_is_weighs_none_as_well() {
    let (mut builder, edge) = choice();
    let pick = builder.pick_both("cell.inputs");
    let members = [0, 1].map(|item| builder.expr(Expr::Member(pick, item)));
    builder.guarded("sum", &[], &[(NodeId(3), members[0]), (NodeId(0), members[1])], &[2]);
    let supernet = supernet(&builder.space, true).unwrap().with_alpha(edge, &[0.0, 0.0, 0.0]);
    close(&supernet.probabilities()[0].1, &[1.0 / 3.0; 3]);
}

/// Two poolings, the image and a normalised relu, one of which is picked and added to the image; the means of the
/// channels are the scores.
fn published() -> (Space, DecisionId) {
    let mut builder = Builder::new(&[2, 3, 3]);
    let edge = builder.alternatives("edge", &["max_pool", "avg_pool", "skip", "relu"]);
    let pick = builder.pick_both("inputs");
    let (one, three) = (builder.int(1), builder.int(3));
    let window = [("kernel", three), ("stride", one), ("padding", one)];
    let max = builder.op("max_pool", &window, &[NodeId(0)], &[2, 3, 3]);
    let average = builder.op("avg_pool", &window, &[NodeId(0)], &[2, 3, 3]);
    let relu = builder.op("relu", &[], &[NodeId(0)], &[2, 3, 3]);
    let norm = builder.norm(relu, &[2, 3, 3]);
    let mixed = builder.select(edge, &[max, average, NodeId(0), norm], &[2, 3, 3]);
    let members = [0, 1].map(|item| builder.expr(Expr::Member(pick, item)));
    let sum = builder.guarded("sum", &[], &[(mixed, members[0]), (NodeId(0), members[1])], &[2, 3, 3]);
    builder.op("global_avg_pool", &[], &[sum], &[2]);
    (builder.space, edge)
}

// x = ((torch.arange(36.) * 7) % 11 - 4).reshape(2, 2, 3, 3) / 4; y = torch.tensor([1, 0])
// alpha = torch.tensor([.3, -.2, .1, .4, 0.], requires_grad=True)
// bn = [torch.nn.BatchNorm2d(2, affine=False) for _ in range(3)]
// def net(x):
//     w = F.softmax(alpha, -1)
//     average = F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
//     mixed = w[0] * bn[0](F.max_pool2d(x, 3, 1, 1)) + w[1] * bn[1](average) + w[2] * x + w[3] * bn[2](F.relu(x))
//     return (mixed + w[4] * x.mul(0.) + x).mean((2, 3))
// adam = torch.optim.Adam([alpha], lr=.05, betas=(.5, .999), weight_decay=1e-3)
// for _ in range(3): adam.zero_grad(); F.cross_entropy(net(x), y).backward(); adam.step()
#[test]
fn a_mixed_edge_and_its_logits_are_those_of_the_published_code() {
    let (space, edge) = published();
    let relaxation = Relaxation { none: true, level: true };
    let supernet = Supernet::init(&space, relaxation, 0, &Device::flex().autodiff()).unwrap();
    assert!(supernet.weight_ids().is_empty(), "no normalisation has a scale of its own");
    let mut supernet = supernet.with_alpha(edge, &[0.3, -0.2, 0.1, 0.4, 0.0]);
    let numbers = (0..36).map(|it| ((it * 7 % 11) as f32 - 4.0) / 4.0).collect();
    let inputs = InputBatch { kind: TensorKind::Image, shape: vec![2, 2, 3, 3], data: InputData::Real(numbers) };
    let batch = Batch { inputs, targets: Targets::Classes(vec![1, 0]) };
    let ids = supernet.alpha_ids();
    let (gradient, tally) = gradients(&supernet, &batch, 0.0, Scope::Only(&ids)).unwrap();
    assert!((tally.loss() - 0.563_269_4).abs() < 1e-6, "{}", tally.loss());
    let gradient: Vec<f32> = gradient.get::<1>(ids[0]).unwrap().into_data().iter().collect();
    close(&gradient, &[-0.021_452_48, 0.017_642_55, -0.002_162_25, -0.003_472_79, 0.009_444_96]);
    let mut adam = Optimizer::adam([0.5, 0.999], 1e-3);
    for _ in 0..3 {
        let (gradients, _) = gradients(&supernet, &batch, 0.0, Scope::Only(&ids)).unwrap();
        supernet = adam.step(0.05, supernet, gradients);
    }
    let logits: Vec<f32> = supernet.alphas().next().unwrap().2.val().into_data().iter().collect();
    let expected = [0.449_851_27, -0.348_259_48, 0.238_509_3, 0.540_663_66, -0.149_000_1];
    for (found, expected) in logits.iter().zip(expected) {
        assert!((found - expected).abs() < 2e-5, "{found} is not {expected}");
    }
}

#[test]
fn a_pick_that_is_concatenated_is_refused() {
    let error = supernet(&picked("concat").0.space, false).unwrap_err();
    assert!(matches!(error, RelaxError::Pick { ref decision, .. } if decision == "cell.inputs"), "{error}");
}

#[test]
fn a_shape_that_depends_on_a_decision_is_refused() {
    let mut builder = Builder::new(&[2]);
    let width = builder.values("head.width", &[8, 16]);
    let value = builder.expr(Expr::Value(width));
    let node = builder.op("relu", &[], &[NodeId(0)], &[2]);
    builder.space.nodes[node.0 as usize].shape.dims = [value].into_iter().collect();
    let error = supernet(&builder.space, false).unwrap_err();
    assert!(matches!(error, RelaxError::Shape { ref decision, .. } if decision == "head.width"), "{error}");
}

#[test]
fn an_edge_that_depends_on_two_decisions_is_refused() {
    let (mut builder, edge) = choice();
    let other = builder.alternatives("cell.other", &["a", "b"]);
    let guards = [builder.expr(Expr::Is(edge, 0)), builder.expr(Expr::Is(other, 0))];
    builder.space.nodes[3].inputs[0].guard = builder.expr(Expr::All(guards.to_vec()));
    let error = supernet(&builder.space, false).unwrap_err();
    assert!(error.to_string().contains("`cell.edge` and `cell.other`"), "{error}");
}

/// A stem, a choice of convolution, pooling and skip, a convolution with a free kernel size, and a classifier.
fn images() -> (Space, DecisionId, DecisionId) {
    let mut builder = Builder::new(&[3, 8, 8]);
    let edge = builder.alternatives("edge", &["conv", "skip", "relu"]);
    let kernel = builder.values("kernel", &[3, 5]);
    let three = builder.int(3);
    let stem = builder.conv(6, three, NodeId(0), 8); // 1
    let conv = builder.conv(6, three, stem, 8); // 2
    let relu = builder.op("relu", &[], &[stem], &[6, 8, 8]); // 3
    let mixed = builder.select(edge, &[conv, stem, relu], &[6, 8, 8]); // 4
    let size = builder.expr(Expr::Value(kernel));
    let free = builder.conv(6, size, mixed, 8); // 5
    let pooled = builder.op("global_avg_pool", &[], &[free], &[6]); // 6
    let (classes, yes) = (builder.int(4), builder.expr(Expr::Const(Scalar::Bool(true))));
    builder.op("linear", &[("out", classes), ("bias", yes)], &[pooled], &[4]); // 7
    (builder.space, edge, kernel)
}

/// The architecture with the convolution on the edge and the large kernel.
fn architecture() -> ir::Network {
    let mut builder = example::Builder::new(&[3, 8, 8]);
    let stem = builder.push("conv", &example::conv(6, 3), &[0], &[6, 8, 8], 0);
    let conv = builder.push("conv", &example::conv(6, 3), &[stem], &[6, 8, 8], 0);
    let free = builder.push("conv", &example::conv(6, 5), &[conv], &[6, 8, 8], 0);
    let pooled = builder.push("global_avg_pool", &[], &[free], &[6], 0);
    builder.push("linear", &[("out", Scalar::Int(4)), ("bias", Scalar::Bool(true))], &[pooled], &[4], 0);
    let mut network = builder.build();
    for (operation, origin) in network.operations.iter_mut().zip([0, 1, 2, 5, 6, 7]) {
        operation.origin = NodeId(origin);
    }
    network
}

#[test]
fn a_decided_supernet_is_the_network_of_its_architecture() {
    let (space, edge, kernel) = images();
    let supernet = supernet(&space, false).unwrap();
    let network = supernet.inherit(&architecture()).unwrap();
    let decided = supernet.with_alpha(edge, &[50.0, 0.0, 0.0]).with_alpha(kernel, &[0.0, 50.0]);
    let input = batches(1)[0].inputs.to_value(&Device::flex()).unwrap();
    let run = |output: Value| match output {
        Value::Vector(it) => it.into_data(),
        _ => panic!("not a vector"),
    };
    let expected = run(network.forward(input.clone()).unwrap());
    run(decided.forward(input.clone()).unwrap()).assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-6));
    let other = run(decided.with_alpha(kernel, &[50.0, 0.0]).forward(input).unwrap());
    assert_ne!(other.iter::<f32>().collect::<Vec<_>>(), expected.iter::<f32>().collect::<Vec<_>>());
}

#[test]
fn a_network_of_another_space_inherits_nothing() {
    let supernet = supernet(&images().0, false).unwrap();
    let mut network = architecture();
    network.operations[3].args.insert("kernel_h".into(), Scalar::Int(7));
    let error = supernet.inherit(&network).unwrap_err();
    assert!(matches!(error, InheritError::Missing(ref name) if name == "part.3/conv"), "{error}");
}

#[test]
fn weights_and_logits_are_trained_apart() {
    let (space, ..) = images();
    let supernet = Supernet::init(&space, Relaxation::default(), 0, &Device::flex().autodiff()).unwrap();
    let (alphas, weights) = (supernet.alpha_ids(), supernet.weight_ids());
    assert_eq!((alphas.len(), weights.len()), (2, 6), "four convolutions, a weight and a bias");
    let batch = &batches(1)[0];
    let (only, _) = gradients(&supernet, batch, 0.0, Scope::Only(&weights)).unwrap();
    assert_eq!(only.len(), 6);
    let (only, before) = gradients(&supernet, batch, 0.0, Scope::Only(&alphas)).unwrap();
    assert_eq!(only.len(), 2);
    let kept: Vec<_> = supernet.weights().iter().map(|it| it.0.to_owned()).collect();
    let old = supernet.probabilities();
    let mut optimizer = Optimizer::new(&call("sgd", &[]), &supernet, Decay::All).unwrap();
    let supernet = optimizer.step(1.0, supernet, only);
    assert_ne!(supernet.probabilities(), old);
    assert_eq!(supernet.weights().iter().map(|it| it.0.to_owned()).collect::<Vec<_>>(), kept);
    let (_, after) = gradients(&supernet, batch, 0.0, Scope::All).unwrap();
    assert!(after.loss() < before.loss(), "a step along the gradient of the logits lowers the loss");
}
