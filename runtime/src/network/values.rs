//! The values of a forward pass that are still needed.

use crate::layers::Value;

/// One value per position, each released with its last use.
#[derive(Debug)]
pub(crate) struct Values {
    values: Vec<Option<Value>>,
    uses: Vec<u32>,
}

impl Values {
    /// Makes room for values that will be used that often.
    pub(crate) fn new(uses: &[u32]) -> Self {
        Self { values: vec![None; uses.len()], uses: uses.to_vec() }
    }

    /// Stores a value, unless nothing will use it.
    pub(crate) fn put(&mut self, position: usize, value: Value) {
        if self.uses.get(position).is_some_and(|it| *it > 0) {
            self.values[position] = Some(value);
        }
    }

    /// Returns a value for one use; `None` if it was never stored, or all its uses are over.
    pub(crate) fn take(&mut self, position: usize) -> Option<Value> {
        let uses = self.uses.get_mut(position)?;
        *uses = uses.checked_sub(1)?;
        match uses {
            0 => self.values[position].take(),
            _ => self.values[position].clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use super::*;

    #[test]
    fn a_value_is_released_with_its_last_use() {
        let mut values = Values::new(&[2, 0]);
        let value = || Value::Vector(Tensor::zeros([1, 1], &Device::flex()));
        values.put(0, value());
        values.put(1, value());
        assert!(values.values[1].is_none(), "a value without uses is not kept");
        assert!(values.take(0).is_some());
        assert!(values.take(0).is_some());
        assert!(values.values[0].is_none());
        assert!(values.take(0).is_none());
    }
}
