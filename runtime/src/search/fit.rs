//! Whether data fit a space. The compiler knows the sizes of some data sets; of others, only the files do.

use nas_compiler::ir::{ExprId, NodeKind, Space};

use super::SearchError;
use crate::data::Dataset;

/// Checks that a space takes the images of a data set, and gives one number per class.
pub(super) fn check(space: &Space, dataset: &Dataset) -> Result<(), SearchError> {
    let sizes =
        |dims: &[ExprId]| dims.iter().map(|it| Some(space.exprs.as_int(*it)? as usize)).collect::<Option<Vec<_>>>();
    let input = space.nodes.iter().find(|it| matches!(it.kind, NodeKind::Input { .. }));
    if let Some(takes) = input.and_then(|it| sizes(&it.shape.dims))
        && takes != dataset.shape
    {
        return Err(SearchError::Images { takes, given: dataset.shape });
    }
    match sizes(&space.node(space.output).shape.dims).as_deref() {
        Some([gives]) if *gives != dataset.classes.len() => {
            Err(SearchError::Classes { gives: *gives, classes: dataset.classes.len() })
        }
        _ => Ok(()),
    }
}
