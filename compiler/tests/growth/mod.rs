//! Spaces that grow: in layers and in choices at each, without and with a constraint that ties all layers together.

use nas_compiler::{
    Library, compile,
    feasible::{Count, Feasible, STATES},
    ir::Space,
};
use nas_grammar::Severity;

pub(crate) mod bomb;
pub(crate) mod page;

/// Spaces that differ in their size only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) grows: Grows,
    pub(crate) layer: Layer,
    pub(crate) asked: Asked,
    /// What does not grow: the choices at each layer, or the layers.
    pub(crate) fixed: usize,
}

/// In what spaces grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grows {
    /// In layers, one behind the other.
    Layers,
    /// In choices at each layer.
    Choices,
}

/// What is chosen at each layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    /// A convolution of eight channels, by the size of its kernel.
    Kernel,
    /// The channels of a convolution. What a layer costs depends on those of the layer before, too.
    Width,
}

/// What is asked of all layers together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Nothing.
    Nothing,
    /// The second choice in at least half of the layers.
    Count,
    /// At most the parameters in the middle between the least and the most.
    Params,
}

/// How large a space is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) layers: usize,
    pub(crate) choices: usize,
}

/// All families.
pub(crate) const FAMILIES: [Family; 7] = [
    Family::of("2 kernels", Grows::Layers, Layer::Kernel, Asked::Nothing, 2),
    Family::of("10 kernels", Grows::Layers, Layer::Kernel, Asked::Nothing, 10),
    Family::of("2 kernels, a bounded count", Grows::Layers, Layer::Kernel, Asked::Count, 2),
    Family::of("2 kernels, bounded parameters", Grows::Layers, Layer::Kernel, Asked::Params, 2),
    Family::of("3 widths, bounded parameters", Grows::Layers, Layer::Width, Asked::Params, 3),
    Family::of("20 layers", Grows::Choices, Layer::Kernel, Asked::Nothing, 20),
    Family::of("20 layers, bounded parameters", Grows::Choices, Layer::Kernel, Asked::Params, 20),
];

/// The channels of what goes in, and of every convolution whose kernel is chosen.
const CHANNELS: usize = 8;
/// The parameters of the layer at the end.
const HEAD: usize = 10 * CHANNELS + 10;

impl Grows {
    /// Returns what grows.
    pub(crate) fn of(self, size: Size) -> usize {
        match self {
            Self::Layers => size.layers,
            Self::Choices => size.choices,
        }
    }

    /// Returns the file of the picture of such families.
    pub(crate) fn picture(self) -> &'static str {
        match self {
            Self::Layers => "growth-layers.svg",
            Self::Choices => "growth-choices.svg",
        }
    }
}

impl Family {
    const fn of(name: &'static str, grows: Grows, layer: Layer, asked: Asked, fixed: usize) -> Self {
        Self { name, grows, layer, asked, fixed }
    }

    /// Returns the sizes that are looked at, the smallest first.
    pub(crate) fn sizes(&self) -> [Size; 5] {
        match self.grows {
            Grows::Layers => [10, 30, 100, 300, 1000].map(|layers| Size { layers, choices: self.fixed }),
            Grows::Choices => [2, 5, 10, 20, 50].map(|choices| Size { layers: self.fixed, choices }),
        }
    }

    /// Writes the space of a size.
    pub(crate) fn text(&self, size: Size) -> String {
        let Size { layers, choices } = size;
        let layer = match self.layer {
            Layer::Kernel => kernels(choices),
            Layer::Width => format!("conv(oneof {CHANNELS}..={} step {CHANNELS}, 3)", CHANNELS * choices),
        };
        let asked = match self.asked {
            Asked::Nothing => String::new(),
            Asked::Count => format!("  require count(op1) >= {}\n", layers / 2),
            Asked::Params => format!("  require params <= {}\n", self.middle(size)),
        };
        format!(
            "space Grown {{
  input x: image[{CHANNELS}, 16, 16]
  x -> for layer in 0..{layers} {{ {layer} }} -> global_avg_pool() -> linear(10)
{asked}}}
"
        )
    }

    /// The parameters in the middle between the least and the most, those of the last layer left out where widths differ.
    fn middle(&self, Size { layers, choices }: Size) -> usize {
        let square = |it: usize| CHANNELS * CHANNELS * it * it;
        let (least, most) = match self.layer {
            Layer::Kernel => (square(1), square(2 * choices - 1)),
            Layer::Width => (9 * square(1), 9 * square(choices)),
        };
        layers * (least + most) / 2 + HEAD
    }
}

fn kernels(choices: usize) -> String {
    let of = |at| format!("op{at}: conv({CHANNELS}, {})", 2 * at + 1);
    format!("oneof {{ {} }}", (0..choices).map(of).collect::<Vec<_>>().join(", "))
}

/// Checks a space.
pub(crate) fn check(text: &str) -> Result<Space, String> {
    let compilation = compile(&Library(&[]), "grown.nas", text);
    match compilation.diagnostics.iter().find(|it| it.severity == Severity::Error) {
        Some(error) => Err(error.message.clone()),
        None => compilation.program.spaces.into_values().next().ok_or_else(|| "there is no space".to_owned()),
    }
}

/// Counts the architectures of a space that meet its constraints.
pub(crate) fn count(space: &Space) -> Result<Count, String> {
    let feasible = Feasible::new(space, &[], STATES).map_err(|_| "too entangled".to_owned())?;
    Ok(feasible.count())
}
