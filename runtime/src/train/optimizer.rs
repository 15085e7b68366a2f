//! Optimisers.

use burn::{
    module::{Module, ParamGroup, ParamId},
    optim::{
        AdamConfig, AdamWConfig, GradientsParams, ModuleOptimizer, SgdConfig, decay::WeightDecayConfig,
        momentum::MomentumConfig,
    },
};
use nas_compiler::ir::spec::Call;

use super::TrainError;
use crate::layers::trainable;

/// Which parameters weight decay pulls towards 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decay {
    /// Weights of at least two dimensions: not biases, nor the scales and shifts of norms.
    Weights,
    /// All parameters.
    All,
}

/// An entry of the registry.
struct Entry {
    name: &'static str,
    /// Makes the rule from checked arguments and a weight decay.
    build: fn(&Call, f64) -> Rule,
}

/// Every optimiser, by name.
const RULES: &[Entry] = &[Entry { name: "adamw", build: adamw }, Entry { name: "sgd", build: sgd }];

/// Returns the names of all optimisers.
pub fn optimizers() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|it| it.name)
}

/// Changes a module's parameters along their gradients. The state of each parameter is kept under its id, so it
/// survives that the module moves, and may serve a part of a module's parameters.
#[derive(Clone)]
pub struct Optimizer(ModuleOptimizer);

impl std::fmt::Debug for Optimizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Optimizer")
    }
}

impl Optimizer {
    /// Makes the optimiser that a call names for the parameters of a module.
    ///
    /// # Errors
    /// No optimiser has the name.
    pub fn new(call: &Call, module: &impl Module, decay: Decay) -> Result<Self, TrainError> {
        let Some(Entry { build, .. }) = RULES.iter().find(|it| it.name == call.name) else {
            return Err(TrainError::Unknown { registry: "optimizer", name: call.name.clone() });
        };
        let penalty = call.float("weight_decay");
        let exempt = exempt(module, decay);
        let optimizer = build(call, penalty).optimizer();
        if penalty == 0.0 || exempt.is_empty() {
            return Ok(Self(optimizer));
        }
        Ok(Self(build(call, 0.0).join(optimizer, ParamGroup::from_ids(exempt))))
    }

    /// Makes stochastic gradient descent with momentum, without looking ahead, in which all parameters decay:
    /// `torch.optim.SGD(momentum, weight_decay)`.
    pub fn momentum(momentum: f64, weight_decay: f64) -> Self {
        let momentum = MomentumConfig::new().with_momentum(momentum).with_dampening(0.0).with_nesterov(false);
        let decay = WeightDecayConfig::new(weight_decay as f32);
        Self(SgdConfig::new().with_momentum(Some(momentum)).with_weight_decay(Some(decay)).init())
    }

    /// Makes Adam (Kingma & Ba 2015), in which the decay of all parameters is part of the gradient:
    /// `torch.optim.Adam(betas, weight_decay)`.
    pub fn adam(betas: [f64; 2], weight_decay: f64) -> Self {
        let [beta1, beta2] = betas.map(|it| it as f32);
        let decay = WeightDecayConfig::new(weight_decay as f32);
        let adam = AdamConfig::new().with_beta_1(beta1).with_beta_2(beta2).with_epsilon(1e-8);
        Self(adam.with_weight_decay(Some(decay)).init())
    }

    /// Makes one step. Parameters without a gradient stay as they are.
    pub fn step<M: Module>(&mut self, rate: f64, module: M, gradients: GradientsParams) -> M {
        self.0.step(rate, module, gradients)
    }
}

/// An optimiser for single parameters.
enum Rule {
    Sgd(SgdConfig),
    AdamW(AdamWConfig),
}

impl Rule {
    fn optimizer(self) -> ModuleOptimizer {
        match self {
            Self::Sgd(it) => it.init(),
            Self::AdamW(it) => it.init(),
        }
    }

    fn join(self, optimizer: ModuleOptimizer, group: ParamGroup) -> ModuleOptimizer {
        match self {
            Self::Sgd(it) => optimizer.with_group(group, it.build(), None),
            Self::AdamW(it) => optimizer.with_group(group, it.build(), None),
        }
    }
}

/// `sgd(lr, momentum, nesterov, weight_decay)`: `torch.optim.SGD`, without dampening (Sutskever et al. 2013).
fn sgd(call: &Call, penalty: f64) -> Rule {
    let momentum = call.float("momentum");
    let momentum = (momentum != 0.0).then(|| {
        MomentumConfig::new().with_momentum(momentum).with_dampening(0.0).with_nesterov(call.bool("nesterov"))
    });
    let decay = (penalty != 0.0).then(|| WeightDecayConfig::new(penalty as f32));
    Rule::Sgd(SgdConfig::new().with_momentum(momentum).with_weight_decay(decay))
}

/// `adamw(lr, beta1, beta2, epsilon, weight_decay)`: `torch.optim.AdamW` (Loshchilov and Hutter 2019, algorithm 2).
fn adamw(call: &Call, penalty: f64) -> Rule {
    Rule::AdamW(
        AdamWConfig::new()
            .with_beta_1(call.float("beta1") as f32)
            .with_beta_2(call.float("beta2") as f32)
            .with_epsilon(call.float("epsilon") as f32)
            .with_weight_decay(penalty as f32),
    )
}

fn exempt(module: &impl Module, decay: Decay) -> Vec<ParamId> {
    match decay {
        Decay::All => Vec::new(),
        Decay::Weights => trainable(module).into_iter().filter(|it| it.1.len() < 2).map(|it| it.0).collect(),
    }
}

#[cfg(test)]
mod tests {
    use burn::{
        module::Param,
        tensor::{Device, Tensor},
    };

    use super::*;
    use crate::train::tests::call;

    #[derive(Module, Debug)]
    struct Line {
        weight: Param<Tensor<2>>,
        bias: Param<Tensor<1>>,
    }

    // w = Parameter([[.5, -1.], [2., .25]]); b = Parameter([.1, -.2]); x = tensor([[1., 2.], [-.5, .3]])
    // o = torch.optim.SGD([dict(params=[w]), dict(params=[b], weight_decay=0)], lr=.01, momentum=.9, nesterov=…, weight_decay=.05)
    // o = torch.optim.AdamW([…], lr=.01, betas=(.9, .999), eps=1e-8, weight_decay=.5)
    // for _ in range(5): o.zero_grad(); ((x @ w + b) ** 2).sum().backward(); o.step()
    fn five_steps(make: impl FnOnce(&Line) -> Optimizer) -> Vec<f32> {
        let device = Device::flex().autodiff();
        let weight = Param::from_data([[0.5, -1.0], [2.0, 0.25]], &device);
        let mut line = Line { weight, bias: Param::from_data([0.1, -0.2], &device) };
        let mut optimizer = make(&line);
        let input = Tensor::<2>::from_floats([[1.0, 2.0], [-0.5, 0.3]], &device);
        for _ in 0..5 {
            let output = input.clone().matmul(line.weight.val()) + line.bias.val().unsqueeze();
            let gradients = GradientsParams::from_grads((output.clone() * output).sum().backward(), &line);
            line = optimizer.step(0.01, line, gradients);
        }
        let numbers = |it: Vec<f32>| it.into_iter();
        let weight = numbers(line.weight.val().into_data().try_to_vec().unwrap());
        weight.chain(numbers(line.bias.val().into_data().try_to_vec().unwrap())).collect()
    }

    #[track_caller]
    fn check(call: &Call, expected: [f32; 6]) {
        check_steps(&five_steps(|line| Optimizer::new(call, line, Decay::Weights).unwrap()), expected);
    }

    #[track_caller]
    fn check_steps(found: &[f32], expected: [f32; 6]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 2e-6, "{found} is not {expected}");
        }
    }

    #[test]
    fn five_steps_are_those_of_pytorch() {
        use nas_compiler::ir::{Scalar, spec::Value};
        let mut sgd = call("sgd", &[("momentum", 0.9), ("weight_decay", 0.05)]);
        sgd.args.insert("nesterov".into(), Value::Scalar(Scalar::Bool(true)));
        check(&sgd, [-0.410_321_9, -0.776_537, 0.134_348_5, 0.510_126_8, -0.851_113_9, -0.178_532_1]);
        sgd.args.insert("nesterov".into(), Value::Scalar(Scalar::Bool(false)));
        check(&sgd, [-0.368_338_2, -0.801_827, 0.184_685, 0.500_642_6, -0.849_617_2, -0.159_387_7]);
        let adamw = [("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8), ("weight_decay", 0.5)];
        let expected = [0.438_183_4, -0.926_001_2, 1.901_059_2, 0.292_879, 0.050_067_58, -0.151_528_6];
        check(&call("adamw", &adamw), expected);
    }

    // o = torch.optim.SGD([w, b], lr=.01, momentum=.9, weight_decay=.05)
    // o = torch.optim.Adam([w, b], lr=.01, betas=(.5, .999), weight_decay=.5)
    #[test]
    fn optimizers_of_supernets_are_those_of_pytorch() {
        let expected = [-0.368_336_9, -0.801_851_6, 0.184_694_6, 0.500_518_1, -0.848_865_7, -0.158_267_3];
        check_steps(&five_steps(|_| Optimizer::momentum(0.9, 0.05)), expected);
        let expected = [0.450_219_5, -0.950_907_7, 1.950_221_4, 0.297_978_3, 0.050_256_1, -0.154_652_5];
        check_steps(&five_steps(|_| Optimizer::adam([0.5, 0.999], 0.5)), expected);
    }

    #[test]
    fn an_unknown_optimizer_is_an_error() {
        let line =
            Line { weight: Param::from_data([[0.0]], &Device::flex()), bias: Param::from_data([0.0], &Device::flex()) };
        let error = Optimizer::new(&call("lbfgs", &[]), &line, Decay::All).unwrap_err();
        assert_eq!(error.to_string(), "there is no optimizer `lbfgs`");
    }
}
