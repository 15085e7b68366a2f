//! What the list of layers expands to.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Site, Value};

/// A primitive operation as a burn module.
pub trait Primitive: Module + Sized {
    /// The primitive's name in the language, such as `conv`.
    const NAME: &'static str;

    /// Builds the layer for one operation, drawing its initial weights.
    ///
    /// # Errors
    /// An argument is missing or out of range, or an input is of the wrong kind or shape.
    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError>;

    /// Applies the layer.
    ///
    /// # Errors
    /// The number or kind of the inputs is not what the layer takes.
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError>;
}

/// Makes [`Layer`](super::Layer), the sum of all layers, from a list of their types, each with its module.
///
/// The variant does not appear in the paths of parameters: a convolution's weight is `weight`, not `Conv.weight`.
macro_rules! layers {
    ($($layer:ident($($module:ident)::+)),* $(,)?) => {
        /// The layer of any primitive operation.
        #[derive(Debug, Clone)]
        #[expect(missing_docs, reason = "each variant is documented at the layer it holds")]
        #[expect(clippy::large_enum_variant, reason = "layers are few and stay where they are")]
        #[non_exhaustive]
        pub enum Layer {
            $($layer($($module)::+::$layer),)*
        }

        /// The names of all primitives that have a layer.
        pub const NAMES: &[&str] = &[$(<$($module)::+::$layer as Primitive>::NAME),*];

        impl Layer {
            /// Builds the layer for one operation, drawing its initial weights.
            ///
            /// # Errors
            /// No layer has the operation's name, or the layer refuses its arguments or inputs.
            pub fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
                let op = site.operation.op.as_str();
                $(if op == <$($module)::+::$layer as Primitive>::NAME {
                    return Primitive::build(site, init).map(Self::$layer);
                })*
                Err(LayerError::Unknown(op.into()))
            }

            /// Applies the layer.
            ///
            /// # Errors
            /// The number or kind of the inputs is not what the layer takes.
            pub fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
                match self {
                    $(Self::$layer(it) => it.forward(inputs),)*
                }
            }
        }

        impl burn::module::Module for Layer {
            fn collect_devices(&self, devices: burn::module::Devices) -> burn::module::Devices {
                match self { $(Self::$layer(it) => it.collect_devices(devices),)* }
            }

            fn fork(self, device: &burn::tensor::Device) -> Self {
                match self { $(Self::$layer(it) => Self::$layer(it.fork(device)),)* }
            }

            fn to_device(self, device: &burn::tensor::Device) -> Self {
                match self { $(Self::$layer(it) => Self::$layer(it.to_device(device)),)* }
            }

            fn visit<V: burn::module::ModuleVisitor>(&self, visitor: &mut V) {
                match self { $(Self::$layer(it) => it.visit(visitor),)* }
            }

            fn map<M: burn::module::ModuleMapper>(self, mapper: &mut M) -> Self {
                match self { $(Self::$layer(it) => Self::$layer(it.map(mapper)),)* }
            }

            fn materialize(self) -> Self {
                match self { $(Self::$layer(it) => Self::$layer(it.materialize()),)* }
            }

            fn valid(&self) -> Self {
                match self { $(Self::$layer(it) => Self::$layer(it.valid()),)* }
            }

            fn train(self) -> Self {
                match self { $(Self::$layer(it) => Self::$layer(it.train()),)* }
            }
        }
    };
}

pub(super) use layers;
