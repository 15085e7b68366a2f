//! Ends of costs are those that brute force finds.

use super::{
    End, Extreme,
    dual::Dual,
    exclusive::{Given, Join, Tree},
    presence::Parts,
    region::{Layout, Region},
    rough::Rough,
};
use crate::{
    Library, compile,
    cost::cost_of,
    feasible::{Feasible, STATES},
    ir::{Assignment, CostKind, Evaluator, Space},
};

fn compiled(text: &str) -> Space {
    let compilation = compile(&Library(&[]), "main.nas", text);
    assert!(compilation.diagnostics.iter().all(|it| it.severity == nas_grammar::Severity::Warning));
    compilation.program.spaces.into_values().next().unwrap()
}

/// All architectures of a space with few of them, by counting up.
fn all(space: &Space) -> Vec<Assignment> {
    let sizes: Vec<u32> = space.decisions.iter().map(|it| it.domain.size() as u32).collect();
    let mut found: Vec<Assignment> = (0..sizes.iter().product())
        .map(|number| {
            let mut rest = number;
            Evaluator::assign(space, |id, _| {
                let size = sizes[id.0 as usize];
                let index = rest % size;
                rest /= size;
                index
            })
        })
        .collect();
    found.sort_by(|it, other| it.0.cmp(&other.0));
    found.dedup();
    found.retain(|it| crate::cost::is_feasible(space, it));
    found
}

/// Two cells of one kind: three nodes that each take two earlier ones, and an output of what nothing takes.
const CELLS: &str = "
op edge(c: int) = oneof { skip: identity(), pool: max_pool(3), conv: conv(c, 3) }

cell Cell(before: image, last: image) {
  let nodes = [before -> conv(4, 1), if last.channels == 4 { last } else { last -> conv(4, 1) }]
  let used = []
  for node in 2..4 {
    let from = oneof 0..node
    used += from
    let taken = []
    for earlier in 0..node { if from == earlier { taken += nodes[earlier] } }
    nodes += sum(nodes[node - 1], taken.last -> edge(4))
  }
  let loose = [nodes.last]
  for node in 0..3 {
    let takes = for it in used { it == node }
    if not takes[0] and not takes[1] { loose += nodes[node] }
  }
  concat(loose)
}

space Cells {
  input x: image[4, 8, 8]
  let cell = Cell
  let first = x -> cell(x)
  let second = cell(x, first)
  cell(first, second) -> maybe relu() -> global_avg_pool() -> linear(3)
";

/// Layers that each join the earlier ones that are chosen, or take the image; what none takes is joined at the end.
const ANCHORS: &str = "
space Anchors {
  input x: image[3, 8, 8]
  let outputs = []
  let anchors = []
  for i in 0..3 {
    let taken = []
    let row = for from in 0..i {
      let anchor = oneof [false, true]
      if anchor { taken += outputs[from] }
      anchor
    }
    let any = [false]
    for it in row { any += any.last or it }
    let joined = if any.last { concat(taken) } else { x }
    outputs += joined -> conv(oneof [4, 6], oneof [1, 3]) -> batch_norm() -> relu()
    anchors += [row]
  }
  let loose = []
  for i in 0..3 {
    let any = [false]
    for later in i + 1..3 { any += any.last or anchors[later][i] }
    if not any.last { loose += outputs[i] }
  }
  concat(loose) -> global_avg_pool() -> linear(5)
}";

/// Three levels in an order that is chosen: each node takes two earlier ones, resampled, and fits them together.
const LEVELS: &str = "
space Merged {
  input x: image[2, 16, 16]
  let order = oneof [123, 132, 213, 231, 312, 321]
  let features = [x -> conv(4, 3), x -> conv(4, 3, stride: 2)]
  let taken = []
  for node in 2..5 {
    let level = floor(order / pow(10, 4 - node)) % 10
    let side = floor(16 / pow(2, level - 1))
    let ends = for _ in 0..2 {
      let from = oneof 0..node
      taken += from
      let one = []
      for it in 0..node { if from == it { one += features[it] } }
      let input = one.last
      if side < input.height { input -> max_pool(2, stride: 2, padding: 0) -> resize(side) } else { input -> resize(side) }
    }
    features += sum(ends) -> oneof { plain: relu(), fitted: conv(4, 1) }
  }
  concat(for node in 2..5 { features[node] -> global_avg_pool() }) -> linear(3)
}";

fn ends_are_exact(space: &Space) {
    let all = all(space);
    // Without costs that paths tell, all ends are searched for.
    let feasible = Feasible::new(space, &[], STATES).unwrap();
    for kind in CostKind::ALL {
        let cost = |it: &Assignment| cost_of(space, it, kind);
        let expected = [all.iter().map(cost).min(), all.iter().map(cost).max()];
        let found = [End::Least, End::Greatest].map(|end| match feasible.extreme(kind, end) {
            Extreme::Of(path) => Some(cost(&path.assignment)),
            Extreme::None => None,
            Extreme::Within(bound) => panic!("{} within {bound}", kind.name()),
        });
        assert_eq!(found, expected, "{}", kind.name());
    }
}

#[test]
fn the_ends_of_cells_are_exact() {
    ends_are_exact(&compiled(&format!("{CELLS}}}")));
}

#[test]
fn the_ends_under_a_constraint_are_exact() {
    ends_are_exact(&compiled(&format!("{CELLS}  require params <= 600 or depth >= 9\n  require memory <= 8KB\n}}")));
}

#[test]
fn sizes_that_follow_a_path_of_levels_are_bounded_where_constraints_hold() {
    ends_are_exact(&compiled(
        "
space Levels {
  input x: image[2, 32, 32]
  let states = [x]
  let levels = [0]
  for layer in 0..4 {
    let level = oneof 0..3
    let before = levels.last
    require level - before <= 1 and before - level <= 1
    levels += level
    let input = states.last
    let coarse = input -> max_pool(3, stride: 2)
    let fine = input -> resize([2 * input.height, 2 * input.width])
    let fitted = if level > before { coarse } else { if level < before { fine } else { input } }
    states += fitted -> conv(2 * pow(2, level), oneof [1, 3])
  }
  states.last -> global_avg_pool() -> linear(3)
}",
    ));
}

#[test]
fn what_intervals_do_not_tell_of_one_architecture_is_calculated() {
    let text = "space Rest {\n  input x: image[1, 8, 8]\n  let [a, b, c] = for it in 0..3 { oneof [2, 3, 5, 7] }\n  \
                x -> conv(1 + pow(a, b) % c, 1 + a * c % b) -> conv(10 + floor(a / (b - 8)), 3)\n}";
    ends_are_exact(&compiled(text));
}

#[test]
fn of_what_excludes_each_other_only_one_counts() {
    // Two alternatives of one decision, and a third node below the second.
    let guards = [vec![(0, 0b01)], vec![(0, 0b10)], vec![(0, 0b10), (1, 0b01)]].map(Parts);
    let tree = Tree::new(&guards.iter().collect::<Vec<_>>());
    let all = Given { amounts: &[5, 3, 4], answers: &|_| 0b11 };
    assert_eq!(tree.best(Join::Sum, i64::min, all), 3);
    assert_eq!(tree.best(Join::Sum, i64::max, all), 7);
    assert_eq!(tree.best(Join::Peak, i64::max, all), 5);
    let some = Given { amounts: &[5, 3, 4], answers: &|question| if question == 1 { 0b10 } else { 0b11 } };
    assert_eq!(tree.best(Join::Sum, i64::max, some), 5);
}

#[test]
fn what_two_regions_have_in_common_holds_for_the_values_of_either() {
    let space = compiled("space Two {\n  input x: image[1, 4, 4]\n  x -> conv(oneof [1, 2, 3], oneof [1, 3])\n}");
    let layout = Layout::new(&space);
    let [mut left, mut right] = [layout.all(), layout.all()];
    layout.set(&mut left, 0, 0);
    layout.set(&mut right, 0, 1);
    layout.allow(&mut right, 0, 2);
    layout.set(&mut right, 1, 1);
    let both = layout.resolve(&left, &right, 0);
    assert_eq!(layout.count(&both, 0), 3);
    assert_eq!(layout.values(&both, 1).collect::<Vec<_>>(), [1]);
    assert!(layout.all().covers(&both) && !both.covers(&left));
}

#[test]
fn the_ends_of_what_is_loose_or_used_are_exact() {
    ends_are_exact(&compiled(ANCHORS));
}

#[test]
fn the_ends_of_levels_in_any_order_are_exact() {
    ends_are_exact(&compiled(LEVELS));
}

/// Random numbers below a limit.
fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

/// What is left when each decision may lose some of its values.
fn some(layout: &Layout, next: &mut impl FnMut(usize) -> usize) -> Region {
    let mut region = layout.none();
    let density = 1 + next(4);
    for decision in 0..layout.len() {
        layout.allow(&mut region, decision, next(layout.size(decision)) as u32);
        for value in 0..layout.size(decision) as u32 {
            if next(4) < density {
                layout.allow(&mut region, decision, value);
            }
        }
    }
    region
}

#[test]
fn no_architecture_of_a_region_goes_beyond_its_bounds() {
    let cells = format!("{CELLS}  require params <= 600 or depth >= 9\n}}");
    for (seed, text) in [&cells, ANCHORS, LEVELS].into_iter().enumerate() {
        let space = compiled(text);
        let layout = Layout::new(&space);
        let all = all(&space);
        let mut next = numbers(seed as u64);
        for kind in CostKind::ALL {
            let costs: Vec<i64> = all.iter().map(|it| cost_of(&space, it, kind) as i64).collect();
            let [least, greatest] = [End::Least, End::Greatest].map(|end| Dual::new((&space, &layout), kind, end));
            let mut rough = Rough::new(&space, kind, None);
            for _ in 0..60 {
                let region = some(&layout, &mut next);
                let inside = all.iter().zip(&costs).filter(|it| region.covers(&layout.only(it.0)));
                let inside: Vec<i64> = inside.map(|it| *it.1).collect();
                let Some((low, high)) = inside.iter().min().zip(inside.iter().max()) else { continue };
                let [bottom, top] = rough.cost(&region, 0);
                assert!(bottom <= *low && *high <= top, "{} within {bottom} and {top}: {inside:?}", kind.name());
                let bound = |it: &Option<Dual>| it.as_ref().map(|it| it.bound(&layout, &region));
                assert!(bound(&least).is_none_or(|it| it <= *low), "{}", kind.name());
                assert!(bound(&greatest).is_none_or(|it| it <= -*high), "{}", kind.name());
            }
        }
    }
}

#[test]
fn amounts_that_are_moved_between_functions_tell_the_ends_of_a_sum() {
    let space = compiled(ANCHORS);
    let layout = Layout::new(&space);
    let costs: Vec<i64> = all(&space).iter().map(|it| cost_of(&space, it, CostKind::Params) as i64).collect();
    let bound = |end| Dual::new((&space, &layout), CostKind::Params, end).unwrap().bound(&layout, &layout.all());
    assert_eq!(Some(bound(End::Least)), costs.iter().min().copied());
    assert_eq!(Some(-bound(End::Greatest)), costs.iter().max().copied());
    // Alternatives one by one tell less: a layer that is joined at the end costs nothing in another, and the reverse.
    let [least, _] = Rough::new(&space, CostKind::Params, None).cost(&layout.all(), 0);
    assert!(least < bound(End::Least));
}

#[test]
fn a_path_goes_on_from_whatever_some_node_takes() {
    // Whichever of the two takes the first, the path through it has three operations with weights.
    let text = "space On {\n  input x: image[2, 8, 8]\n  let first = x -> conv(2, 3)\n  let one = oneof [false, true]\n  \
                let left = if one { first -> conv(2, 1) } else { x }\n  \
                let right = if one { x } else { first -> conv(2, 3) }\n  \
                sum(left, right) -> oneof { plain: relu(), pool: max_pool(3) } -> global_avg_pool() -> linear(3)\n}";
    let space = compiled(text);
    let mut rough = Rough::new(&space, CostKind::Depth, None);
    let all = Layout::new(&space).all();
    assert_eq!(rough.cost(&all, 0), [3, 3]);
}
