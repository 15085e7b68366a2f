//! Statistics that a layer gathers while it is trained.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use burn::{
    module::{
        Content, Devices, Module, ModuleDisplay, ModuleDisplayDefault, ModuleMapper, ModuleVisitor, Param, ParamId,
    },
    tensor::{Device, Tensor},
};

/// A vector that a forward pass may replace. It is saved with the weights, but no optimizer sees a gradient for it.
///
/// Unlike `burn::module::RunningState`, a clone is independent of its origin, so that a copy of a network can be kept
/// while the network is trained on, and no thread has a view of its own.
pub struct Running {
    id: ParamId,
    value: Mutex<Tensor<1>>,
}

impl Running {
    /// Makes one that starts from a value.
    pub fn new(value: Tensor<1>) -> Self {
        Self { id: ParamId::new(), value: Mutex::new(value) }
    }

    /// Returns the current value.
    pub fn value(&self) -> Tensor<1> {
        self.value.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Moves the value towards another: `(1 - momentum) * value + momentum * observed`.
    pub fn update(&self, observed: Tensor<1>, momentum: f64) {
        let mut value = self.value.lock().unwrap_or_else(PoisonError::into_inner);
        *value = value.clone().mul_scalar(1.0 - momentum) + observed.detach().mul_scalar(momentum);
    }

    fn with(&self, value: Tensor<1>) -> Self {
        Self { id: self.id, value: Mutex::new(value) }
    }
}

impl Clone for Running {
    fn clone(&self) -> Self {
        self.with(self.value())
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Running").field(&self.value().dims()).finish()
    }
}

impl Module for Running {
    fn collect_devices(&self, mut devices: Devices) -> Devices {
        let device = self.value().device();
        if !devices.contains(&device) {
            devices.push(device);
        }
        devices
    }

    fn fork(self, device: &Device) -> Self {
        self.to_device(device)
    }

    fn to_device(self, device: &Device) -> Self {
        self.with(self.value().to_device(device))
    }

    fn visit<V: ModuleVisitor>(&self, visitor: &mut V) {
        visitor.visit_float(&Param::initialized(self.id, self.value()));
    }

    fn map<M: ModuleMapper>(self, mapper: &mut M) -> Self {
        let mapped = mapper.map_float(Param::initialized(self.id, self.value()));
        let (id, value, _) = mapped.consume();
        Self { id, value: Mutex::new(value.set_require_grad(false)) }
    }

    fn materialize(self) -> Self {
        self
    }

    fn valid(&self) -> Self {
        self.with(self.value().without_autodiff())
    }

    fn train(self) -> Self {
        self.with(self.value().without_autodiff().autodiff())
    }
}

impl ModuleDisplayDefault for Running {
    fn content(&self, content: Content) -> Option<Content> {
        content.set_top_level_type("Running").optional()
    }
}

impl ModuleDisplay for Running {}
