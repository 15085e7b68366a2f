//! Laws that every layer keeps, over an example or two of each.

use burn::{
    module::Module,
    tensor::{Device, Distribution, Int, Tensor},
};
use indexmap::IndexMap;
use nas_compiler::ir::{NodeId, Operation, Scalar, TensorKind};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Init, Inputs, Layer, LayerError, NAMES, NamedLayers, Signature, Site, Value};

/// An operation and what it is applied to.
pub(super) struct Example {
    pub(super) operation: Operation,
    pub(super) inputs: Vec<Signature>,
}

fn signature(dims: &[usize]) -> Signature {
    let kind = [TensorKind::Vector, TensorKind::Sequence, TensorKind::Image][dims.len() - 1];
    Signature { kind, dims: dims.to_vec() }
}

/// Sets whole numbers among an example's arguments.
pub(super) fn argue(example: &mut Example, args: &[(&str, i64)]) {
    let args = args.iter().map(|(name, value)| ((*name).to_owned(), Scalar::Int(*value)));
    example.operation.args.extend(args);
}

/// Makes an example of one input, whose arguments are whole numbers and whose result is not declared.
pub(super) fn example(op: &str, args: &[(&str, i64)], input: &[usize]) -> Example {
    let mut example = case(op, &[], &[input], input, 0);
    argue(&mut example, args);
    example
}

fn case(op: &str, args: &[(&str, Scalar)], inputs: &[&[usize]], shape: &[usize], params: u64) -> Example {
    let output = signature(shape);
    let operation = Operation {
        op: op.into(),
        args: args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<IndexMap<_, _>>(),
        tied: None,
        inputs: (0..inputs.len()).collect(),
        kind: output.kind,
        shape: output.dims,
        params,
        macs: 0,
        name: op.into(),
        origin: NodeId(0),
    };
    Example { operation, inputs: inputs.iter().map(|it| signature(it)).collect() }
}

/// Calls a function with the example's site and a seeded initialiser on the autodiff device.
pub(super) fn with_site<T>(example: &Example, call: impl FnOnce(&Site<'_>, &mut Init<'_>) -> T) -> T {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let device = Device::flex().autodiff();
    call(&Site { operation: &example.operation, inputs: &example.inputs }, &mut Init::new(&mut rng, &device))
}

/// Builds an example's layer in evaluation and applies it to one image, and returns the result row by row.
pub(super) fn apply(example: &Example, numbers: &[f32]) -> Vec<f32> {
    let [channels, height, width] = example.inputs[0].dims[..] else { panic!("not an image") };
    let image = Tensor::<1>::from_floats(numbers, &Device::flex()).reshape([1, channels, height, width]);
    let output = build(example).unwrap().valid().forward(Inputs(vec![Value::Image(image)])).unwrap();
    let Value::Image(output) = output else { panic!("not an image") };
    output.into_data().iter::<f32>().collect()
}

/// The sines of 0, 0.7, 1.4 and so on.
pub(crate) fn ramp<const D: usize>(shape: [usize; D]) -> Tensor<D> {
    let count = shape.iter().product::<usize>() as i64;
    let angles = Tensor::<1, Int>::arange(0..count, &Device::flex()).float();
    (angles * 0.7).sin().reshape(shape)
}

pub(super) fn build(example: &Example) -> Result<Layer, LayerError> {
    with_site(example, Layer::build)
}

/// The arguments of a convolution; the sides are those of its kernel, its stride and its padding.
fn conv(out: i64, sides: [[i64; 2]; 3], dilation: i64, groups: i64, bias: bool) -> Vec<(&'static str, Scalar)> {
    let names = ["out", "kernel_h", "kernel_w", "stride_h", "stride_w", "padding_h", "padding_w", "dilation", "groups"];
    let [kernel, stride, padding] = sides;
    let values = [out, kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1], dilation, groups];
    let ints = names.into_iter().zip(values.map(Scalar::Int));
    ints.chain([("bias", Scalar::Bool(bias))]).collect()
}

/// The arguments of a transposed convolution; the sides are those of a convolution and of what is added to the result.
fn conv_transpose(
    out: i64,
    sides: [[i64; 2]; 4],
    dilation: i64,
    groups: i64,
    bias: bool,
) -> Vec<(&'static str, Scalar)> {
    let [kernel, stride, padding, [height, width]] = sides;
    let added = [("output_padding_h", Scalar::Int(height)), ("output_padding_w", Scalar::Int(width))];
    added.into_iter().chain(conv(out, [kernel, stride, padding], dilation, groups, bias)).collect()
}

/// An example or more of every primitive, with the shape and parameter count that it declares.
#[expect(clippy::too_many_lines, reason = "a list")]
pub(super) fn examples() -> Vec<Example> {
    use Scalar::{Bool, Float, Int};

    let image: &[usize] = &[4, 6, 5];
    let sequence: &[usize] = &[3, 8];
    let vector: &[usize] = &[4];
    let pool = |stride| [("kernel", Int(3)), ("stride", Int(stride)), ("padding", Int(1))];
    let norm = |affine| [("momentum", Float(0.1)), ("epsilon", Float(1e-5)), ("affine", Bool(affine))];
    let attention =
        |heads| [("heads", Int(heads)), ("head_dim", Int(4)), ("bias", Bool(true)), ("causal", Bool(false))];
    let resize =
        |bilinear| [("height", Int(9)), ("width", Int(2)), ("bilinear", Bool(bilinear)), ("align_corners", Bool(true))];
    let conv1d = |kernel, stride, groups, flag| {
        let sizes = [("out", 6), ("kernel", kernel), ("stride", stride), ("dilation", 2), ("groups", groups)];
        let sizes = sizes.map(|it| (it.0, Int(it.1)));
        sizes.into_iter().chain([("causal", Bool(flag)), ("bias", Bool(flag))]).collect::<Vec<_>>()
    };
    let relative =
        [("heads", Int(2)), ("head_dim", Int(3)), ("bias", Bool(true)), ("width", Int(3)), ("reach", Int(2))];
    let table = [("vocabulary", Int(11)), ("features", Int(8))];
    let mut all = vec![
        case("conv", &conv(6, [[3, 3], [1, 1], [1, 1]], 1, 1, false), &[image], &[6, 6, 5], 6 * 4 * 9),
        case("conv", &conv(6, [[3, 1], [2, 2], [0, 1]], 2, 2, true), &[image], &[6, 1, 4], 6 * 2 * 3 + 6),
        case("conv", &conv(7, [[1, 1], [2, 2], [0, 0]], 1, 1, true), &[image], &[7, 3, 3], 7 * 4 + 7),
        case("conv", &conv(4, [[1, 7], [1, 2], [0, 3]], 1, 1, false), &[image], &[4, 6, 3], 4 * 4 * 7),
        case(
            "conv_transpose",
            &conv_transpose(6, [[3, 2], [2, 2], [1, 0], [1, 0]], 1, 2, true),
            &[image],
            &[6, 12, 10],
            4 * 3 * 6 + 6,
        ),
        case(
            "conv_transpose",
            &conv_transpose(3, [[3, 3], [1, 2], [0, 2], [1, 1]], 2, 1, false),
            &[image],
            &[3, 11, 10],
            4 * 3 * 9,
        ),
        case(
            "dynamic_conv",
            &conv(6, [[3, 3], [1, 1], [1, 1]], 1, 1, false),
            &[image, &[3]],
            &[6, 6, 5],
            3 * 6 * 4 * 9,
        ),
        case(
            "dynamic_conv",
            &conv(6, [[3, 1], [2, 1], [1, 0]], 1, 2, true),
            &[image, &[2]],
            &[6, 3, 5],
            2 * (6 * 2 * 3 + 6),
        ),
        case("linear", &[("out", Int(5)), ("bias", Bool(true))], &[vector], &[5], 25),
        case("linear", &[("out", Int(5)), ("bias", Bool(false))], &[sequence], &[3, 5], 40),
        case("max_pool", &pool(2), &[image], &[4, 3, 3], 0),
        case("avg_pool", &pool(1), &[image], image, 0),
        case("batch_norm", &norm(true), &[&[2, 1, 2]], &[2, 1, 2], 4),
        case("batch_norm", &norm(true), &[sequence], sequence, 16),
        case("batch_norm", &norm(false), &[vector], vector, 0),
        case("group_norm", &[("groups", Int(2)), ("epsilon", Float(1e-5))], &[image], image, 8),
        case("dropout", &[("rate", Float(0.3))], &[sequence], sequence, 0),
        case("drop_path", &[("rate", Float(0.3))], &[image], image, 0),
        case("zero", &[("stride", Int(2))], &[image], &[4, 3, 3], 0),
        case("zero", &[("stride", Int(1))], &[vector], vector, 0),
        case("sum", &[], &[image, image, vector], image, 0),
        case("mean", &[], &[sequence, sequence], sequence, 0),
        case("mul", &[], &[vector, image], image, 0),
        case("concat", &[], &[image, &[2, 6, 5]], &[6, 6, 5], 0),
        case("concat", &[], &[sequence, &[3, 1]], &[3, 9], 0),
        case("concat", &[], &[vector, &[3]], &[7], 0),
        case("flatten", &[], &[image], &[120], 0),
        case("flatten", &[], &[sequence], &[24], 0),
        case(
            "crop",
            &[("top", Int(1)), ("left", Int(2)), ("bottom", Int(3)), ("right", Int(0))],
            &[image],
            &[4, 2, 3],
            0,
        ),
        case("slice", &[("from", Int(1)), ("to", Int(3))], &[image], &[2, 6, 5], 0),
        case("slice", &[("from", Int(0)), ("to", Int(8))], &[sequence], sequence, 0),
        case("slice", &[("from", Int(3)), ("to", Int(4))], &[vector], &[1], 0),
        case("position", &[("index", Int(2))], &[sequence], &[8], 0),
        case("class_token", &[], &[sequence], &[4, 8], 8),
        case("to_sequence", &[], &[image], &[30, 4], 0),
        case("to_image", &[("height", Int(3))], &[sequence], &[8, 3, 1], 0),
        case("unfold", &pool(2), &[image], &[9, 36], 0),
        case("transpose", &[], &[sequence], &[8, 3], 0),
        case("matmul", &[("scaled", Bool(true))], &[&[2, 4], &[4, 2]], &[2, 2], 0),
        case("resize", &resize(true), &[image], &[4, 9, 2], 0),
        case("resize", &resize(false), &[vector], &[4, 9, 2], 0),
        case("channel_shuffle", &[("groups", Int(2))], &[image], image, 0),
        case("pixel_shuffle", &[("factor", Int(2))], &[image], &[1, 12, 10], 0),
        case("pixel_unshuffle", &[("factor", Int(3))], &[&[2, 6, 3]], &[18, 2, 1], 0),
        case("append", &[], &[sequence, &[8], &[2, 8]], &[6, 8], 0),
        case("bias", &[], &[image], image, 4),
        case("bias", &[], &[sequence], sequence, 8),
        case("scale", &[("by", Float(2.5))], &[image], image, 0),
        case("positions", &[("from", Int(1)), ("to", Int(3))], &[sequence], &[2, 8], 0),
        case("position_encoding", &[], &[sequence], sequence, 0),
        case("conv1d", &conv1d(3, 1, 2, false), &[sequence], &[3, 6], 6 * 4 * 3),
        case("conv1d", &conv1d(4, 1, 1, true), &[sequence], &[3, 6], 6 * 8 * 4 + 6),
        case("conv1d", &conv1d(3, 2, 1, false), &[sequence], &[2, 6], 6 * 8 * 3),
        case("conv1d", &conv1d(2, 5, 1, true), &[sequence], &[1, 6], 6 * 8 * 2 + 6),
        case(
            "lightweight_conv",
            &[("kernel", Int(5)), ("heads", Int(4)), ("causal", Bool(true))],
            &[sequence],
            sequence,
            20,
        ),
        case(
            "cross_attention",
            &[("heads", Int(2)), ("head_dim", Int(3)), ("bias", Bool(true))],
            &[sequence, &[5, 4]],
            sequence,
            2 * 8 * 6 + 2 * 4 * 6 + 3 * 6 + 8,
        ),
        case("relative_attention", &relative, &[&[7, 8]], &[7, 8], 4 * 8 * 6 + 3 * 6 + 8 + 4 * 6 * 3),
        case("attention", &attention(2), &[sequence], sequence, 8 * 24 + 24 + 8 * 8 + 8),
        case("attention", &attention(3), &[sequence], sequence, 8 * 36 + 36 + 12 * 8 + 8),
        case("position_embedding", &[], &[sequence], sequence, 24),
        case("clipped_relu", &[("limit", Float(2.5))], &[vector], vector, 0),
        case("leaky_relu", &[("slope", Float(0.2))], &[vector], vector, 0),
        embedding(),
        case("embedding", &table, &[sequence], &[3, 11], 88),
        case("embedding", &table, &[&[8]], &[11], 88),
    ];
    for input in [image, sequence, vector] {
        all.push(case("softmax", &[("temperature", Float(2.0))], &[input], input, 0));
        all.push(case("layer_norm", &[("epsilon", Float(1e-5))], &[input], input, 2 * signature(input).features()));
        let plain =
            ["identity", "relu", "relu6", "gelu", "silu", "mish", "hard_swish", "sigmoid", "hard_sigmoid", "tanh"];
        all.extend(plain.map(|op| case(op, &[], &[input], input, 0)));
    }
    for (input, output) in [(image, 4), (sequence, 8)] {
        all.extend(["global_avg_pool", "global_max_pool"].map(|op| case(op, &[], &[input], &[output], 0)));
    }
    all
}

fn embedding() -> Example {
    let args = [("vocabulary", Scalar::Int(11)), ("features", Scalar::Int(8))];
    let mut example = case("embedding", &args, &[&[3]], &[3, 8], 88);
    example.inputs[0].kind = TensorKind::Tokens;
    example
}

impl Signature {
    fn features(&self) -> u64 {
        self.dims[if self.kind == TensorKind::Image { 0 } else { self.dims.len() - 1 }] as u64
    }

    /// A batch of random values.
    fn random(&self, batch: usize, device: &Device) -> Value {
        let real =
            |device| Tensor::<1>::random([batch * self.dims.iter().product::<usize>()], Distribution::Default, device);
        match (self.kind, self.dims.as_slice()) {
            (TensorKind::Image, &[c, h, w]) => Value::Image(real(device).reshape([batch, c, h, w])),
            (TensorKind::Sequence, &[t, d]) => Value::Sequence(real(device).reshape([batch, t, d])),
            (TensorKind::Vector, &[d]) => Value::Vector(real(device).reshape([batch, d])),
            (_, dims) => Value::Tokens(Tensor::<2, Int>::zeros([batch, dims[0]], device)),
        }
    }
}

#[test]
fn every_layer_has_an_example() {
    let examples = examples();
    for name in NAMES {
        assert!(examples.iter().any(|it| it.operation.op == *name), "no example of `{name}`");
    }
}

#[test]
fn the_output_has_the_declared_shape_in_training_and_evaluation() {
    for example in examples() {
        let operation = &example.operation;
        let layer = build(&example).unwrap();
        let declared = Signature { kind: operation.kind, dims: operation.shape.clone() };
        for (layer, device) in [(layer.clone(), Device::flex().autodiff()), (layer.valid(), Device::flex())] {
            let inputs = example.inputs.iter().map(|it| it.random(2, &device)).collect();
            let output = layer.forward(Inputs(inputs)).unwrap();
            assert_eq!((output.signature(), output.batch()), (declared.clone(), 2), "{}", operation.op);
        }
    }
}

#[test]
fn the_parameters_are_as_many_as_declared() {
    for example in examples() {
        let mut layers = NamedLayers::default();
        layers.insert("it", build(&example).unwrap());
        assert_eq!(layers.parameters(), example.operation.params, "{}", example.operation.op);
        assert_eq!(layers.valid().parameters(), example.operation.params, "{} in evaluation", example.operation.op);
    }
}

#[test]
fn a_missing_argument_is_an_error() {
    for mut example in examples() {
        if let Some((name, _)) = example.operation.args.pop() {
            let error = build(&example).unwrap_err();
            assert!(matches!(error, LayerError::Argument { ref parameter, .. } if *parameter == name), "{error}");
        }
    }
}

#[test]
fn an_input_of_the_wrong_kind_is_an_error() {
    for example in examples().into_iter().filter(|it| it.operation.op != "identity") {
        let layer = build(&example).unwrap();
        let device = Device::flex();
        let wrong = match example.operation.op.as_str() {
            "embedding" | "positions" => Value::Vector(Tensor::zeros([2, 3], &device)),
            _ => Value::Tokens(Tensor::zeros([2, 3], &device)),
        };
        assert!(layer.forward(Inputs(vec![wrong])).is_err(), "{}", example.operation.op);
        assert!(layer.forward(Inputs(Vec::new())).is_err(), "{}", example.operation.op);
    }
}

#[test]
fn an_unknown_operation_is_an_error() {
    let error = build(&case("frobnicate", &[], &[&[4]], &[4], 0)).unwrap_err();
    assert_eq!(error, LayerError::Unknown("frobnicate".into()));
}
