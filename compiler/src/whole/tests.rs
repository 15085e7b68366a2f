use nas_grammar::{Diagnostic, Severity};

use crate::{
    Library,
    automaton::{Automaton, Path, Paths, Rounding},
    compile,
    feasible::{Count, Feasible, STATES},
    ir::{CostKind, Space},
};

/// The only space of a text without any error; constraints may leave choices in vain.
fn compiled(text: &str) -> Space {
    let compilation = compile(&Library(&[]), "main.nas", text);
    let errors = compilation.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    compilation.program.spaces.into_values().next().unwrap()
}

fn count(space: &Space) -> Count {
    Feasible::new(space, &[], STATES).unwrap().count()
}

fn ends(space: &Space, kind: CostKind) -> [i64; 2] {
    let feasible = Feasible::new(space, &[kind], STATES).unwrap();
    [feasible.least(kind), feasible.greatest(kind)].map(|it| it.unwrap().sums[0])
}

/// Forty layers, each a convolution to 4 or 8 channels or nothing: far more architectures than can be gone through.
fn chain(constraint: &str) -> Space {
    compiled(&format!(
        "space Chain {{
  input x: image[4, 4, 4]
  x -> for _ in 0..40 {{ maybe conv(oneof [4, 8], 1) }} -> conv(4, 1)
  {constraint}
}}"
    ))
}

#[test]
fn depths_of_large_spaces_are_counted() {
    assert_eq!(ends(&chain(""), CostKind::Depth), [1, 41]);
    // All but at most one layer: two widths each, and one layer of forty may be left out.
    let all: num_bigint::BigUint = 2_u32.into();
    assert_eq!(count(&chain("require depth >= 40")), Count::Exact(all.pow(40) + 40_u32 * all.pow(39)));
    assert_eq!(ends(&chain("require depth >= 7 and depth != 7"), CostKind::Depth), [8, 41]);
}

#[test]
fn memories_of_large_spaces_are_counted() {
    // 16 positions of 4 bytes: 256 bytes with 4 channels, 512 with 8. Two values are alive together.
    assert_eq!(ends(&chain(""), CostKind::Memory), [512, 1_024]);
    // Nothing to 4 or nothing at all in each layer, or also 8.
    let [two, three] = [2_u32, 3].map(num_bigint::BigUint::from);
    assert_eq!(count(&chain("require memory < 768B")), Count::Exact(two.pow(40)));
    assert_eq!(count(&chain("require memory <= 1KiB")), Count::Exact(three.pow(40)));
    assert_eq!(ends(&chain("require memory > 512B"), CostKind::Memory), [768, 1_024]);
}

#[test]
fn connections_of_large_spaces_are_counted() {
    let space = compiled(
        "op edge() = oneof { none: zero(), skip: identity(), conv: conv(4) }
space Edges {
  input x: image[4, 4, 4]
  x -> for _ in 0..30 { edge() }
  require connected
}",
    );
    let two: num_bigint::BigUint = 2_u32.into();
    assert_eq!(count(&space), Count::Exact(two.pow(30)));
}

#[test]
fn what_suffices_alone_is_counted_with_what_does_too() {
    // 0 to 20 convolutions of 16 weights, each of them in one of two kinds.
    let text = |constraint: &str| {
        format!(
            "op layer() = oneof {{ conv: conv(4, 1), skip: identity() }}
space Either {{
  input x: image[4, 4, 4]
  x -> for _ in 0..20 {{ layer() }}
  {constraint}
}}"
        )
    };
    // At most one convolution, or at least nineteen: 1 + 20 at each end.
    let either = text("require params <= 16 or macs >= 19 * 256");
    assert_eq!(count(&compiled(&either)), Count::Exact(42_u32.into()));
    let implied = text("require count(conv) > 1 implies params > 16 * 18");
    assert_eq!(count(&compiled(&implied)), Count::Exact(42_u32.into()));
    let unequal = text("require params != 16 and params != 160");
    assert_eq!(count(&compiled(&unequal)), Count::Exact((1_048_576_u32 - 20 - 184_756).into()));
}

#[test]
fn a_witness_of_the_least_memory_has_it() {
    let space = chain("require params >= 1000");
    let automaton = Automaton::new(&space, &[CostKind::Memory]).unwrap();
    let within = automaton.within(Rounding::Exact, STATES).unwrap();
    let Path { assignment, sums } = within.least(0).unwrap();
    assert_eq!(sums[0], crate::cost::cost_of(&space, &assignment, CostKind::Memory) as i64);
    assert!(crate::cost::is_feasible(&space, &assignment));
    assert!(!Paths::new(within).count().eq(&0_u32.into()));
}

#[test]
fn one_bound_is_met_by_halves_where_its_remainders_are_too_many() {
    // Two widths and nothing in each of 100 layers: more than machine numbers count.
    let space = compiled(
        "space Long {
  input x: image[4, 4, 4]
  x -> for _ in 0..100 { maybe conv(oneof [4, 8], 1) } -> conv(4, 1)
  require params <= 2000 and macs >= 15k
}",
    );
    let counted = |states| {
        let feasible = Feasible::new(&space, &CostKind::SUMS, states).unwrap();
        let ends = CostKind::SUMS.map(|kind| {
            let cost = |it: Path| crate::cost::cost_of(&space, &it.assignment, kind);
            [feasible.least(kind), feasible.greatest(kind)].map(|it| it.map(cost))
        });
        (feasible.count(), ends)
    };
    let (count, ends) = counted(STATES);
    assert!(matches!(&count, Count::Exact(it) if it.bits() > 128));
    assert!(ends.iter().flatten().all(Option::is_some));
    assert_eq!(counted(1_000), (count, ends));
}
