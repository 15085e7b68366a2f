//! Ends of costs are those that brute force finds.

use super::{
    End, Extreme,
    exclusive::{Given, Join, Tree},
    presence::Parts,
    region::Layout,
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
