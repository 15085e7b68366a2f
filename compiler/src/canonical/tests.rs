//! Laws of keys.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use rand::{Rng, RngExt as _, SeedableRng as _, seq::SliceRandom as _};
use rand_chacha::ChaCha8Rng;

use super::{
    Infeasible, Keys, Method,
    graph::{Graph, Order, Vertex},
    key, unique,
};
use crate::{
    Library,
    automaton::Automaton,
    compile,
    cost::is_feasible,
    instantiate::instantiate,
    ir::{Assignment, FORMAT, Network, NodeId, Operation, Scalar, Space, TensorKind},
};

// Networks by hand

fn operation(op: &str, inputs: &[usize], channels: usize) -> Operation {
    let args = match op {
        "input" => IndexMap::from([("name".to_owned(), Scalar::Str("x".to_owned()))]),
        "conv" => IndexMap::from([("out".to_owned(), Scalar::Int(channels as i64))]),
        _ => IndexMap::new(),
    };
    Operation {
        op: op.to_owned(),
        args,
        tied: None,
        inputs: inputs.to_vec(),
        kind: TensorKind::Image,
        shape: vec![channels, 1, 1],
        params: 0,
        macs: 0,
        name: String::new(),
        origin: NodeId(0),
    }
}

/// The network whose output is the last operation.
fn network(operations: Vec<Operation>) -> Network {
    let output = operations.len() - 1;
    Network { format: FORMAT, space: String::new(), operations, output }
}

/// A network of operations on images with one channel, behind the input, operation 0.
fn plain(operations: &[(&str, &[usize])]) -> Network {
    let behind = operations.iter().map(|(op, inputs)| operation(op, inputs, 1));
    network(std::iter::once(operation("input", &[], 1)).chain(behind).collect())
}

#[track_caller]
fn assert_same(first: &[(&str, &[usize])], second: &[(&str, &[usize])]) {
    assert_eq!(key(&plain(first)), key(&plain(second)));
}

#[track_caller]
fn assert_different(first: &[(&str, &[usize])], second: &[(&str, &[usize])]) {
    assert_ne!(key(&plain(first)), key(&plain(second)));
}

#[test]
fn identities_and_single_merges_contract() {
    assert_same(&[("identity", &[0]), ("conv", &[1]), ("identity", &[2])], &[("conv", &[0])]);
    for merge in ["sum", "mean", "mul", "concat"] {
        assert_same(&[(merge, &[0]), ("conv", &[1])], &[("conv", &[0])]);
    }
}

#[test]
fn zeros_vanish_from_sums_but_not_from_means() {
    assert_same(&[("zero", &[0]), ("conv", &[0]), ("sum", &[1, 2])], &[("conv", &[0])]);
    assert_same(&[("zero", &[0]), ("relu", &[1]), ("conv", &[0]), ("sum", &[2, 3])], &[("conv", &[0])]);
    assert_different(&[("zero", &[0]), ("conv", &[0]), ("mean", &[1, 2])], &[("conv", &[0])]);
    assert_same(
        &[("zero", &[0]), ("conv", &[0]), ("mean", &[1, 2])],
        &[("zero", &[0]), ("relu", &[1]), ("conv", &[0]), ("mean", &[2, 3])],
    );
    assert_same(&[("zero", &[0]), ("conv", &[0]), ("mul", &[1, 2])], &[("zero", &[0])]);
}

#[test]
fn the_norm_of_zeros_is_learned() {
    assert_different(&[("zero", &[0]), ("batch_norm", &[1]), ("sum", &[0, 2])], &[("identity", &[0])]);
    assert_same(
        &[("zero", &[0]), ("batch_norm", &[1]), ("sum", &[0, 2])],
        &[("zero", &[0]), ("conv", &[1]), ("batch_norm", &[2]), ("sum", &[3, 0])],
    );
}

#[test]
fn what_is_summed_twice_counts_twice() {
    assert_different(&[("conv", &[0]), ("sum", &[1, 1])], &[("conv", &[0])]);
    assert_different(&[("conv", &[0]), ("sum", &[1, 1])], &[("conv", &[0]), ("conv", &[0]), ("sum", &[1, 2])]);
}

#[test]
fn sums_commute_and_associate_and_concatenations_keep_their_order() {
    let (a, b, c) = (("conv", &[0][..]), ("relu", &[0][..]), ("tanh", &[0][..]));
    assert_same(&[a, b, c, ("sum", &[1, 2]), ("sum", &[4, 3])], &[c, b, a, ("sum", &[1, 2]), ("sum", &[3, 4])]);
    assert_same(&[a, b, c, ("sum", &[1, 2]), ("sum", &[4, 3])], &[a, b, c, ("sum", &[3, 1, 2])]);
    assert_different(&[a, b, c, ("mean", &[1, 2]), ("mean", &[4, 3])], &[a, b, c, ("mean", &[3, 1, 2])]);
    assert_same(&[a, b, c, ("concat", &[1, 2]), ("concat", &[4, 3])], &[a, b, c, ("concat", &[1, 2, 3])]);
    assert_different(&[a, b, ("concat", &[1, 2])], &[a, b, ("concat", &[2, 1])]);
}

#[test]
fn a_sum_that_is_used_twice_stays() {
    let twice: &[(&str, &[usize])] =
        &[("conv", &[0]), ("sum", &[0, 1]), ("relu", &[2]), ("sum", &[2, 3]), ("tanh", &[4])];
    assert_different(twice, &[("conv", &[0]), ("sum", &[0, 1]), ("relu", &[2]), ("sum", &[0, 1, 3]), ("tanh", &[4])]);
}

#[test]
fn one_operation_used_twice_is_not_two() {
    assert_different(
        &[("conv", &[0]), ("relu", &[1]), ("tanh", &[1]), ("sum", &[2, 3])],
        &[("conv", &[0]), ("conv", &[0]), ("relu", &[1]), ("tanh", &[2]), ("sum", &[3, 4])],
    );
}

#[test]
fn arguments_and_inputs_tell_apart() {
    let of = |channels| key(&network(vec![operation("input", &[], 1), operation("conv", &[0], channels)]));
    assert_ne!(of(1), of(2));
    let input = |channels| key(&network(vec![operation("input", &[], channels)]));
    assert_ne!(input(1), input(2));
}

#[test]
fn hundreds_of_equal_branches_are_labelled() {
    let operations = |count: usize| {
        let mut all = vec![operation("input", &[], 1)];
        all.extend((0..count).map(|_| operation("conv", &[0], 1)));
        all.push(operation("sum", &(1..=count).collect::<Vec<_>>(), 1));
        key(&network(all))
    };
    assert_ne!(operations(300), operations(301));
}

#[test]
fn equal_shared_operations_are_labelled() {
    // Pairs of convolutions that are both used twice, and stand crosswise or apart.
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let grid = |crossed: usize| {
        let mut all = vec![operation("input", &[], 1)];
        all.extend((0..24).map(|_| operation("conv", &[0], 1)));
        for pair in 0..12 {
            let (first, second) = (1 + 2 * pair, 2 + 2 * pair);
            let other = if pair < crossed { second } else { first };
            all.extend([
                operation("mean", &[first, other], 1),
                operation("mean", &[second, first + second - other], 1),
            ]);
        }
        all.push(operation("sum", &(25..49).collect::<Vec<_>>(), 1));
        network(all)
    };
    assert_ne!(key(&grid(3)), key(&grid(4)));
    assert_eq!(key(&grid(5)), key(&relabelled(&grid(5), &mut rng)));
}

// Random networks

const UNARY: [&str; 5] = ["conv", "relu", "batch_norm", "identity", "zero"];
const MERGES: [&str; 4] = ["sum", "mean", "mul", "concat"];

fn random(operations: usize, rng: &mut impl Rng) -> Network {
    let mut all = vec![operation("input", &[], 2)];
    while all.len() <= operations {
        let source = rng.random_range(0..all.len());
        let channels = all[source].shape[0];
        if rng.random_bool(0.5) {
            all.push(operation(UNARY[rng.random_range(0..UNARY.len())], &[source], channels));
            continue;
        }
        let op = MERGES[rng.random_range(0..MERGES.len())];
        let alike: Vec<usize> = (0..all.len()).filter(|it| all[*it].shape[0] == channels).collect();
        let inputs: Vec<usize> = (0..rng.random_range(1..4)).map(|_| alike[rng.random_range(0..alike.len())]).collect();
        let channels = if op == "concat" { channels * inputs.len() } else { channels };
        all.push(operation(op, &inputs, channels));
    }
    network(all)
}

/// The same network with its operations in another order, and the operands of merges that commute.
fn relabelled(network: &Network, rng: &mut impl Rng) -> Network {
    let mut places = vec![usize::MAX; network.operations.len()];
    let mut operations = vec![];
    while operations.len() < network.operations.len() {
        let ready = |it: &usize| {
            places[*it] == usize::MAX && network.operations[*it].inputs.iter().all(|it| places[*it] != usize::MAX)
        };
        let ready: Vec<usize> = (0..places.len()).filter(ready).collect();
        let next = ready[rng.random_range(0..ready.len())];
        let mut operation = network.operations[next].clone();
        operation.inputs.iter_mut().for_each(|it| *it = places[*it]);
        if ["sum", "mean", "mul"].contains(&operation.op.as_str()) {
            operation.inputs.shuffle(rng);
        }
        places[next] = operations.len();
        operations.push(operation);
    }
    Network { operations, output: places[network.output], ..network.clone() }
}

#[test]
fn keys_do_not_depend_on_the_order_of_operations() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for round in 0..2_000 {
        let network = random(2 + round % 30, &mut rng);
        assert_eq!(key(&network), key(&relabelled(&network, &mut rng)), "{network:?}");
    }
}

/// Whether two normal forms are isomorphic, by trying every assignment of vertices.
fn are_isomorphic(first: &Graph, second: &Graph) -> bool {
    first.vertices.len() == second.vertices.len() && extends(&first.vertices, &second.vertices, &mut vec![])
}

fn extends(first: &[Vertex], second: &[Vertex], images: &mut Vec<usize>) -> bool {
    let Some(vertex) = first.get(images.len()) else {
        return images.last() == Some(&(second.len() - 1));
    };
    for image in (0..second.len()).filter(|it| !images.contains(it)).collect::<Vec<_>>() {
        let mut mapped: Vec<usize> = vertex.inputs.iter().map(|it| images[*it]).collect();
        let mut wanted = second[image].inputs.clone();
        if vertex.order == Order::Free {
            mapped.sort_unstable();
            wanted.sort_unstable();
        }
        if vertex.label == second[image].label && mapped == wanted {
            images.push(image);
            if extends(first, second, images) {
                return true;
            }
            images.pop();
        }
    }
    false
}

#[test]
fn keys_are_equal_exactly_for_isomorphic_normal_forms() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let networks: Vec<Network> = (0..400).map(|it| random(2 + it % 6, &mut rng)).collect();
    let (mut equal, mut different) = (0, 0);
    for (at, first) in networks.iter().enumerate() {
        for second in &networks[..at] {
            let is_same = key(first) == key(second);
            assert_eq!(is_same, are_isomorphic(&Graph::of(first), &Graph::of(second)), "{first:?} {second:?}");
            if is_same { equal += 1 } else { different += 1 }
        }
    }
    assert!(equal > 1_000 && different > 1_000, "{equal} {different}");
}

// Functions

/// A prime: numbers modulo it stand for tensors' elements.
const PRIME: u64 = 2_147_483_647;

fn power(base: u64, exponent: u64) -> u64 {
    (0..=exponent.ilog2()).rev().fold(1, |it, bit| {
        let square = it * it % PRIME;
        if exponent >> bit & 1 == 1 { square * base % PRIME } else { square }
    })
}

/// What an operation computes of its operands, one number a channel.
fn compute(op: &str, operands: &[Vec<u64>], channels: usize) -> Vec<u64> {
    let all = |with: fn(u64, u64) -> u64| {
        let first = operands[0].clone();
        operands[1..].iter().fold(first, |sum, it| sum.iter().zip(it).map(|(a, b)| with(*a, *b) % PRIME).collect())
    };
    let each = |of: fn(u64) -> u64| operands[0].iter().map(|it| of(*it) % PRIME).collect();
    match op {
        "input" => (1..=channels as u64).map(|it| it * 1_234_567).collect(),
        "conv" => each(|it| 7_654_321 * it),
        "relu" => each(|it| it * it),
        "batch_norm" => each(|it| 3 * it + 987_654_321),
        "identity" => operands[0].clone(),
        "zero" => vec![0; channels],
        "sum" => all(|a, b| a + b),
        "mul" => all(|a, b| a * b),
        "mean" => {
            let inverse = power(operands.len() as u64, PRIME - 2);
            all(|a, b| a + b).into_iter().map(|it| it * inverse % PRIME).collect()
        }
        "concat" => operands.concat(),
        other => panic!("{other}"),
    }
}

fn output(network: &Network) -> Vec<u64> {
    let mut values: Vec<Vec<u64>> = vec![];
    for it in &network.operations {
        let operands: Vec<Vec<u64>> = it.inputs.iter().map(|it| values[*it].clone()).collect();
        values.push(compute(&it.op, &operands, it.shape[0]));
    }
    values.swap_remove(network.output)
}

fn output_of_graph(graph: &Graph) -> Vec<u64> {
    let mut values: Vec<Vec<u64>> = vec![];
    for it in &graph.vertices {
        let operands: Vec<Vec<u64>> = it.inputs.iter().map(|it| values[*it].clone()).collect();
        let op = it.label.split(' ').next().unwrap();
        // `0 image[3, 1, 1]`
        let zeros = it.label.split(['[', ',']).nth(1).and_then(|it| it.parse().ok()).unwrap_or(2);
        values.push(if op == "0" { vec![0; zeros] } else { compute(op, &operands, 2) });
    }
    values.pop().unwrap()
}

#[test]
fn the_normal_form_computes_the_same_function() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    for round in 0..3_000 {
        let network = random(2 + round % 12, &mut rng);
        assert_eq!(output(&network), output_of_graph(&Graph::of(&network)), "{network:?}");
    }
}

// Spaces

fn space(text: &str) -> Space {
    let compilation = compile(&Library(nas_std_spaces::MODULES), "test.nas", text);
    let messages: Vec<&str> = compilation.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert!(messages.is_empty(), "{messages:?}");
    compilation.program.spaces.into_iter().next_back().unwrap().1
}

fn every(space: &Space) -> Vec<Assignment> {
    let architectures = Automaton::over_decisions(space).unwrap();
    architectures.assignments().filter(|it| is_feasible(space, it)).collect()
}

/// Counts the networks of a space, which is also done one by one.
#[track_caller]
fn counted(text: &str) -> (u64, bool) {
    let space = space(text);
    let mut keys = Keys::new(&space);
    let mut found = BTreeSet::new();
    for assignment in every(&space) {
        let expected = key(&instantiate(&space, &assignment));
        assert_eq!(keys.of(&assignment), expected, "{assignment:?}");
        found.insert(expected);
    }
    let unique = unique(&space, 100_000).unwrap();
    assert_eq!(unique.count, found.len().into());
    (found.len() as u64, matches!(unique.method, Method::Segments { .. }))
}

#[test]
fn layers_that_may_be_skipped_coincide() {
    let text = "space S {
        input x: image[4, 8, 8]
        x -> for i in 0..4 { oneof { conv: conv(4), pool: avg_pool(3), skip: identity() } }
    }";
    // Sequences of up to four of two operations.
    assert_eq!(counted(text), (1 + 2 + 4 + 8 + 16, true));
}

#[test]
fn a_shared_decision_goes_its_way_through_all_layers() {
    let text = "space S {
        input x: image[4, 8, 8]
        let width = oneof [4, 8]
        x -> for i in 0..3 { oneof { conv: conv(width, 1) -> relu(), wide: conv(width) -> relu() } } -> linear_head
    }
    op linear_head = global_avg_pool() -> linear(10)";
    assert_eq!(counted(text), (2 * 8, true));
}

#[test]
fn constraints_between_layers_are_kept() {
    let text = "space S {
        input x: image[4, 8, 8]
        let widths = for i in 0..3 { oneof [2, 4, 6] }
        let unused = oneof [1, 2]
        x -> for w in widths { conv(w) -> oneof { relu: relu(), none: identity() } }
        require widths[0] <= widths[1] and widths[1] <= widths[2]
        require widths[0] + unused <= 7
    }";
    assert_eq!(counted(text), (10 * 8, true));
}

#[test]
fn branches_of_a_layer_commute() {
    let text = "space S {
        input x: image[4, 8, 8]
        x -> for i in 0..2 { branches }
    }
    block branches(x: image) {
        sum(for i in 0..2 { x -> oneof { conv: conv(4), pool: avg_pool(3), skip: identity() } })
    }";
    assert_eq!(counted(text), (6 * 6, true));
}

#[test]
fn a_cell_without_a_path_is_counted_one_by_one() {
    let text = "op edge(c: int) = oneof { none: zero(), skip: identity(), conv: conv(c) -> batch_norm() }
    cell Cell(x: image, c: int) {
        let nodes = [x]
        for node in 1..3 { nodes += sum(for from in nodes { from -> edge(c) }) }
        nodes.last
    }
    // allow N0906
    space S {
        input x: image[4, 8, 8]
        let cell = Cell
        x -> cell(4) -> relu() -> cell(4) -> conv(8) -> global_avg_pool() -> linear(10)
    }";
    let (_, by_segments) = counted(text);
    assert!(!by_segments);
}

#[test]
fn sums_that_join_across_a_cut_are_seen() {
    // Behind the cut, a sum of what comes before and of the norm of zeros.
    let text = "space S {
        input x: image[4, 8, 8]
        let y = sum(x, x -> oneof { conv: conv(4), relu: relu() })
        sum(y, y -> zero() -> batch_norm())
    }";
    assert_eq!(counted(text), (2, false));
}

#[test]
fn costs_are_respected() {
    let text = "space S {
        input x: image[4, 8, 8]
        x -> for i in 0..3 { oneof { conv: conv(4, 1), wide: conv(4), skip: identity() } } -> relu()
        require params <= 170
    }";
    // Without `wide` zero to three of `conv`; with one, up to one `conv` on either side: w, cw, wc.
    assert_eq!(counted(text), (4 + 3, false));
}

#[test]
fn inputs_that_meet_late_are_one_part() {
    let text = "space S {
        input x: image[4, 8, 8]
        input y: image[4, 8, 8]
        let a = x -> oneof { conv: conv(4), relu: relu() }
        let b = y -> oneof { conv: conv(4), relu: relu() }
        sum(a, b) -> oneof { conv: conv(4), skip: identity() }
    }";
    assert_eq!(counted(text), (8, true));
}

#[test]
fn what_is_too_much_is_said() {
    let text = "space S {
        input x: image[4, 8, 8]
        let nodes = [x]
        for node in 1..8 { nodes += sum(for from in nodes { from -> oneof { a: relu(), b: tanh(), c: conv(4) } }) }
        nodes.last
    }";
    let architectures = num_bigint::BigUint::from(3_u32).pow(28);
    assert_eq!(unique(&space(text), 1_000), Err(Infeasible::TooMany { architectures }));
}

#[test]
fn large_stacks_are_counted_by_layer() {
    let text = "space S {
        input x: image[16, 32, 32]
        x -> for layer in 0..40 { conv(16, oneof [1, 3, 5, 7]) }
    }";
    let found = unique(&space(text), 10_000).unwrap();
    assert_eq!(found.count, num_bigint::BigUint::from(4_u32).pow(40));
}
