//! Functions of several values at once.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{
    Diagram, Diagrams, TooEntangled,
    run::{Run, Runs},
};
use crate::ir::Scalar;

/// The most combinations of operands that are told apart in one calculation.
const COMBINATIONS: usize = 100_000;

/// What is calculated from values; nothing stands for no value.
pub(crate) type Calculation<'a> = &'a mut dyn FnMut(&[Option<&Scalar>]) -> Option<Scalar>;

impl Diagrams {
    /// What a calculation makes of the values of some functions.
    pub(crate) fn combine(
        &mut self,
        operands: &[Diagram],
        calculate: Calculation<'_>,
    ) -> Result<Diagram, TooEntangled> {
        self.combine_with(operands, calculate, &mut IndexMap::default())
    }

    fn combine_with(
        &mut self,
        operands: &[Diagram],
        calculate: Calculation<'_>,
        known: &mut IndexMap<Box<[Diagram]>, Diagram, FxBuildHasher>,
    ) -> Result<Diagram, TooEntangled> {
        if let Some(known) = known.get(operands) {
            return Ok(*known);
        }
        let result = match self.first_test(operands) {
            None => {
                let values: Vec<_> = operands.iter().map(|it| self.as_value(*it).flatten()).collect();
                let value = calculate(&values);
                self.leaf(value)?
            }
            Some((decision, size)) => {
                let mut runs = Runs::default();
                let mut from = 0;
                while from < size {
                    self.work(1)?;
                    let below: Vec<Run> = operands.iter().map(|it| self.run(*it, decision, from)).collect();
                    from = below.iter().map(|it| it.end).min().unwrap_or(size);
                    let below: Vec<Diagram> = below.iter().map(|it| it.child).collect();
                    let left = || self.combine_with(&below, calculate, known);
                    runs.push(from, stacker::maybe_grow(64 * 1024, 1024 * 1024, left)?);
                }
                self.branch(decision, runs)?
            }
        };
        if known.len() >= COMBINATIONS {
            return Err(TooEntangled);
        }
        known.insert(operands.into(), result);
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::DecisionId;

    #[test]
    fn a_calculation_meets_every_combination_of_values_once() {
        let mut diagrams = Diagrams::new();
        let leaves = [1, 2].map(|it| diagrams.leaf(Some(Scalar::Int(it))).unwrap());
        let mut test = |decision| {
            let mut runs = Runs::default();
            (1..).zip(leaves).for_each(|(end, leaf)| runs.push(end, leaf));
            diagrams.branch(DecisionId(decision), runs).unwrap()
        };
        let (first, second) = (test(0), test(3));
        let mut met = vec![];
        let product = diagrams.combine(&[first, second, first], &mut |values| {
            let numbers: Vec<i64> = values.iter().filter_map(|it| it.and_then(Scalar::as_int)).collect();
            met.push(numbers.clone());
            Some(Scalar::Int(numbers.iter().product()))
        });
        assert_eq!(met, [[1, 1, 1], [1, 2, 1], [2, 1, 2], [2, 2, 2]]);
        let mut values = diagrams.values(product.unwrap());
        values.sort_by_key(|it| it.as_ref().and_then(Scalar::as_int));
        assert_eq!(values, [1, 2, 4, 8].map(|it| Some(Scalar::Int(it))));
    }
}
