//! Operations that only follow each other, in one box.

use super::{Item, Look, Row, connect};
use crate::graph::{Graph, is_main};

/// Puts operations that only follow each other into one box, up to the next one with weights.
pub(super) fn stack(graph: &Graph, items: &[Item]) -> Vec<Item> {
    let mut uses = vec![0; items.len()];
    items.iter().flat_map(|it| &it.inputs).for_each(|it| uses[it.0] += 1);
    let mut stacked: Vec<Item> = vec![];
    for (at, item) in items.iter().enumerate() {
        let follows = item.inputs.len() == 1 && at > 0 && item.inputs[0].0 == at - 1 && uses[at - 1] == 1;
        match stacked.last_mut() {
            Some(last) if follows && can_stack(last, item) => {
                last.rows.extend(item.rows.clone());
                last.absorb(item);
            }
            _ => stacked.push(item.clone()),
        }
    }
    stacked.iter_mut().for_each(without_identities);
    connect(graph, stacked)
}

fn can_stack(last: &Item, item: &Item) -> bool {
    let has_weights = |it: &Item| it.rows.iter().any(|it| is_main(&it.op));
    let is_plain = |it: &Item| it.look == Look::Operations && !it.is_input();
    let is_beside = last.guard == item.guard && last.frames == item.frames;
    is_plain(last) && is_plain(item) && is_beside && !(has_weights(last) && has_weights(item))
}

/// Between other operations, what does nothing is not worth a row.
fn without_identities(item: &mut Item) {
    let is_other = |it: &Row| it.op != "identity";
    if item.look == Look::Operations && item.rows.iter().any(is_other) {
        item.rows.retain(is_other);
    }
}
