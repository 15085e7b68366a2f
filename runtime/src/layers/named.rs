//! The layers of a network, each under a name.

use burn::{
    module::{
        Content, Devices, Module, ModuleDisplay, ModuleDisplayDefault, ModuleMapper, ModuleVisitor, Param, ParamId,
    },
    tensor::{Device, Tensor},
};
use indexmap::IndexMap;

use super::Layer;

/// Layers in a fixed order. A weight's path in the module is the layer's name and the field: `stem/conv.weight`.
#[derive(Debug, Clone, Default)]
pub struct NamedLayers(IndexMap<String, Layer>);

impl NamedLayers {
    /// Adds a layer and returns its position. A layer of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<String>, layer: Layer) -> usize {
        self.0.insert_full(name.into(), layer).0
    }

    /// Returns the layer at a position.
    pub fn get(&self, position: usize) -> Option<&Layer> {
        self.0.get_index(position).map(|it| it.1)
    }

    /// Returns the layer with a name.
    pub fn find(&self, name: &str) -> Option<&Layer> {
        self.0.get(name)
    }

    /// Returns all layers with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Layer)> {
        self.0.iter().map(|(name, layer)| (name.as_str(), layer))
    }

    /// Counts the trainable scalars; running statistics are not among them.
    pub fn parameters(&self) -> u64 {
        trainable(self).iter().map(|it| it.1.iter().product::<usize>() as u64).sum()
    }

    fn convert(self, mut change: impl FnMut(Layer) -> Layer) -> Self {
        Self(self.0.into_iter().map(|(name, layer)| (name, change(layer))).collect())
    }
}

/// Returns the id and shape of every trainable parameter of a module, in the module's order.
pub fn trainable(module: &impl Module) -> Vec<(ParamId, Vec<usize>)> {
    struct Collect(Vec<(ParamId, Vec<usize>)>);
    impl ModuleVisitor for Collect {
        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            if param.val().is_require_grad() {
                self.0.push((param.id, param.dims().to_vec()));
            }
        }
    }
    let mut collect = Collect(Vec::new());
    // A module in evaluation forgets which of its tensors are parameters; one in training knows.
    module.clone().train().visit(&mut collect);
    collect.0
}

impl Module for NamedLayers {
    fn collect_devices(&self, devices: Devices) -> Devices {
        self.0.values().fold(devices, |devices, layer| layer.collect_devices(devices))
    }

    fn fork(self, device: &Device) -> Self {
        self.convert(|layer| layer.fork(device))
    }

    fn to_device(self, device: &Device) -> Self {
        self.convert(|layer| layer.to_device(device))
    }

    fn visit<V: ModuleVisitor>(&self, visitor: &mut V) {
        for (name, layer) in &self.0 {
            visitor.enter_module(name, "Struct:Layer");
            layer.visit(visitor);
            visitor.exit_module(name, "Struct:Layer");
        }
    }

    fn map<M: ModuleMapper>(self, mapper: &mut M) -> Self {
        let mapped = self.0.into_iter().map(|(name, layer)| {
            mapper.enter_module(&name, "Struct:Layer");
            let layer = layer.map(mapper);
            mapper.exit_module(&name, "Struct:Layer");
            (name, layer)
        });
        Self(mapped.collect())
    }

    fn materialize(self) -> Self {
        self.convert(Module::materialize)
    }

    fn valid(&self) -> Self {
        Self(self.0.iter().map(|(name, layer)| (name.clone(), layer.valid())).collect())
    }

    fn train(self) -> Self {
        self.convert(Module::train)
    }
}

impl ModuleDisplayDefault for NamedLayers {
    fn content(&self, content: Content) -> Option<Content> {
        content.set_top_level_type("NamedLayers").optional()
    }
}

impl ModuleDisplay for NamedLayers {}
