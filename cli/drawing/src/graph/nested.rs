//! Selects of selects as one: the last of a list of which more and more is absent is a chain of them.

use super::{Input, Op};

/// Takes each select that exists for another one only, and exactly where that forwards it, into that one.
pub(super) fn flatten(mut ops: Vec<Op>) -> Vec<Op> {
    let mut users = vec![0; ops.len()];
    ops.iter().flat_map(|it| &it.inputs).for_each(|it| users[it.source] += 1);
    let mut is_gone = vec![false; ops.len()];
    for at in 0..ops.len() {
        if !is_condition(&ops[at]) {
            continue;
        }
        let mut inputs = vec![];
        for input in std::mem::take(&mut ops[at].inputs) {
            let source = &ops[input.source];
            let is_own = users[input.source] == 1 && source.guard.is_some() && source.guard == input.guard;
            if is_own && is_condition(source) {
                is_gone[input.source] = true;
                inputs.extend(source.inputs.iter().cloned());
            } else {
                inputs.push(input);
            }
        }
        ops[at].inputs = inputs;
    }
    without(ops, &is_gone)
}

/// Whether an operation forwards what conditions say, and no alternative of a decision.
fn is_condition(op: &Op) -> bool {
    op.name == "select" && op.inputs.iter().all(|it| it.alternative.is_none())
}

fn without(ops: Vec<Op>, is_gone: &[bool]) -> Vec<Op> {
    let mut places = Vec::with_capacity(ops.len());
    let mut kept: Vec<Op> = vec![];
    for (op, is_gone) in ops.into_iter().zip(is_gone) {
        places.push(kept.len());
        if !is_gone {
            let inputs = op.inputs.into_iter().map(|it| Input { source: places[it.source], ..it }).collect();
            kept.push(Op { inputs, ..op });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(name: &str, guard: &str, inputs: &[(usize, &str)]) -> Op {
        let condition = |it: &str| (!it.is_empty()).then(|| it.to_owned());
        let input =
            |it: &(usize, &str)| Input { source: it.0, guard: condition(it.1), alternative: None, picked: None };
        Op {
            name: name.to_owned(),
            guard: condition(guard),
            inputs: inputs.iter().map(input).collect(),
            ..Op::default()
        }
    }

    #[test]
    fn the_last_of_a_list_is_one_select() {
        let first = [op("input", "", &[]), op("conv", "n > 1", &[(0, "")]), op("conv", "n > 2", &[(1, "")])];
        let short = op("select", "not n > 2", &[(1, "n > 1"), (0, "not n > 1")]);
        let long = op("select", "", &[(2, "n > 2"), (3, "not n > 2")]);
        let head = op("relu", "", &[(4, "")]);
        let flat = flatten(first.into_iter().chain([short, long, head]).collect());
        let sources = |at: usize| flat[at].inputs.iter().map(|it| it.source).collect::<Vec<_>>();
        assert_eq!((flat.len(), sources(3), sources(4)), (5, vec![2, 1, 0], vec![3]));
    }

    #[test]
    fn a_select_that_something_else_takes_stays() {
        let ops = [op("input", "", &[]), op("conv", "n > 1", &[(0, "")])];
        let inner = op("select", "not n > 2", &[(1, "n > 1"), (0, "not n > 1")]);
        let outer = op("select", "", &[(0, "n > 2"), (2, "not n > 2")]);
        let sum = op("sum", "", &[(2, "not n > 2"), (3, "")]);
        assert_eq!(flatten(ops.into_iter().chain([inner, outer, sum]).collect()).len(), 5);
    }
}
