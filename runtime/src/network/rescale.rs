//! Networks at another input resolution.

use nas_compiler::{
    ir::{ExprId, Exprs, Network, Operation, Scalar, Shape, TensorKind},
    ops::{self, Input, Rule},
};

use super::NetworkError;

/// Returns a network as it is for square images of another side: shapes and costs follow the rules of its operations,
/// arguments stay.
///
/// # Errors
/// An operation does not exist at this resolution: an image would shrink to nothing, or inputs would not agree.
pub fn at_resolution(network: &Network, side: usize) -> Result<Network, NetworkError> {
    let mut resized = network.clone();
    for at in 0..resized.operations.len() {
        let (before, rest) = resized.operations.split_at_mut(at);
        let operation = &mut rest[0];
        if operation.op != "input" {
            infer(before, operation).ok_or_else(|| NetworkError::Resolution { name: operation.name.clone(), side })?;
        } else if operation.kind == TensorKind::Image {
            operation.shape[1..].fill(side);
        }
    }
    Ok(resized)
}

/// Infers the shape and costs of an operation from those before it; nothing where it cannot exist.
fn infer(before: &[Operation], operation: &mut Operation) -> Option<()> {
    let mut exprs = Exprs::default();
    let always = exprs.bool(true);
    let inputs = operation.inputs.iter().map(|it| Input { shape: shape(&mut exprs, &before[*it]), guard: always });
    let inputs = inputs.collect();
    let args =
        operation.args.iter().map(|(name, value)| (name.clone().into(), exprs.constant(value.clone()))).collect();
    let mut rule = Rule { exprs: &mut exprs, inputs, args, demands: vec![] };
    let inferred = (ops::find(&operation.op)?.rule)(&mut rule)?;
    let demands: Vec<ExprId> = rule.demands.iter().map(|it| it.condition).collect();
    if demands.into_iter().any(|it| exprs.as_bool(it) != Some(true)) {
        return None;
    }
    let size = |id: ExprId| exprs.as_int(id).and_then(|it| u64::try_from(it).ok());
    operation.shape = inferred.shape.dims.iter().map(|it| Some(size(*it)? as usize)).collect::<Option<_>>()?;
    let params = if operation.tied.is_some() { 0 } else { size(inferred.params)? };
    (operation.params, operation.macs) = (params, size(inferred.macs)?);
    Some(())
}

fn shape(exprs: &mut Exprs, operation: &Operation) -> Shape {
    let dims = operation.shape.iter().map(|it| exprs.constant(Scalar::Int(*it as i64))).collect();
    Shape { kind: operation.kind, dims }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::example::tiny;

    #[test]
    fn the_own_resolution_changes_no_shape() {
        let network = tiny();
        let again = at_resolution(&network, 8).unwrap();
        let shapes = |it: &Network| it.operations.iter().map(|it| (it.shape.clone(), it.params)).collect::<Vec<_>>();
        assert_eq!(shapes(&again), shapes(&network));
    }

    #[test]
    fn half_the_side_is_a_quarter_of_the_products() {
        let (whole, half) = (at_resolution(&tiny(), 8).unwrap(), at_resolution(&tiny(), 4).unwrap());
        assert_eq!(half.operations[1].shape, [8, 4, 4]);
        assert_eq!(half.operations[1].macs * 4, whole.operations[1].macs);
        assert_eq!(half.operations[8].params, 8 * 4 * 4 * 4 + 4);
    }
}
