//! Different networks: the published spaces have as many as their tables say.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod benchmark;

use std::collections::BTreeSet;

use benchmark::{classes, columns, keys, nas_bench_101, nas_bench_201, published_text, shared_data, space};
use nas_compiler::{
    canonical::{Keys, Method, key, unique},
    cost::{cost_of, is_feasible},
    instantiate::instantiate,
    ir::CostKind,
    sample::{Sampler, Uniform},
};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};

/// The path of a table, unless it is absent, which is said.
#[expect(clippy::print_stderr, reason = "says that nothing was tested")]
fn table(name: &str) -> Option<std::path::PathBuf> {
    let path = shared_data(name);
    if path.is_none() {
        eprintln!("skipped: {name} is not in NAS_SHARED_DATA");
    }
    path
}

fn codes() -> Vec<String> {
    (0..15_625_u32).map(|it| (0..6).map(|at| char::from_digit(it / 5_u32.pow(at) % 5, 5).unwrap()).collect()).collect()
}

#[test]
fn nas_bench_201_has_5650_networks_and_6466_texts() {
    let space = space("nasbench201", "NasBench201").unwrap();
    let found = unique(&space, 20_000).unwrap();
    // The same number from an independent enumeration: the cells as graphs, compared by networkx.is_isomorphic.
    assert_eq!(found.count, 5_650_u32.into());
    assert_eq!(found.method, Method::Architectures { looked_at: 15_625 });
    let texts: BTreeSet<String> = codes().iter().map(|it| published_text(it)).collect();
    assert_eq!(texts.len(), 6_466);
}

/// Whether two architectures have one key, and whether they have one text.
fn same(first: &str, second: &str) -> (bool, bool) {
    let space = space("nasbench201", "NasBench201").unwrap();
    let mut keys = Keys::new(&space);
    let [one, other] = [first, second].map(|it| keys.of(&nas_bench_201(&space, it).unwrap()));
    (one == other, published_text(first) == published_text(second))
}

#[test]
fn nas_bench_201_texts_are_not_networks() {
    // A convolution straight to the output, or through node 2: zeros remain in the text of the sum there.
    assert_eq!(same("000300", "030001"), (true, false));
    // pool + conv 1x1 + conv 3x3, of which other two are summed in node 2: the text does not sort what it joins.
    assert_eq!(same("142301", "143201"), (true, false));
    // conv + pool(conv), with one convolution that is used twice, or with two: the text does not tell.
    assert_eq!(same("301014", "330014"), (false, true));
    // A convolution beside nothing, or beside the norm of zeros, which has a shift that is learned.
    assert_eq!(same("000300", "000330"), (false, true));
}

#[test]
fn nas_bench_201_texts_are_the_classes_of_the_table() {
    let Some(path) = table("nb201.csv.gz") else { return };
    let rows = columns(&path, ["code", "iso_rep"]).unwrap();
    assert_eq!(rows.len(), 15_625);
    let published = classes(rows.iter().map(|it| &it[1]));
    assert_eq!(published.len(), 6_466);
    assert_eq!(classes(rows.iter().map(|it| published_text(&it[0]))), published);
    let space = space("nasbench201", "NasBench201").unwrap();
    assert_eq!(classes(keys(&space, &rows).unwrap()).len(), 5_650);
}

#[test]
fn keys_of_segments_are_keys_of_networks() {
    let space = space("nasbench201", "NasBench201").unwrap();
    let mut keys = Keys::new(&space);
    for code in codes().iter().step_by(151) {
        let assignment = nas_bench_201(&space, code).unwrap();
        assert_eq!(keys.of(&assignment), key(&instantiate(&space, &assignment)), "{code}");
    }
}

#[test]
fn keys_of_library_spaces_are_keys_of_networks() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for (module, name) in [
        ("darts", "Darts"),
        ("enas", "EnasMacro"),
        ("mobilenet_v2", "SearchedMobileNetV2"),
        ("nasbench101", "NasBench101"),
        ("resnet", "SearchedResNet"),
        ("tiny", "Tiny"),
        ("autoformer", "AutoFormerTiny"),
    ] {
        let space = space(module, name).unwrap();
        let mut sampler = Sampler::new(&space, Uniform::ByArchitecture).unwrap();
        let mut keys = Keys::new(&space);
        for _ in 0..5 {
            let assignment = sampler.sample(&mut rng).unwrap();
            assert_eq!(keys.of(&assignment), key(&instantiate(&space, &assignment)), "{name}");
        }
    }
}

#[test]
fn large_spaces_are_counted_by_their_segments() {
    let count = |module, name| unique(&space(module, name).unwrap(), 100_000).unwrap().count;
    let big = |it: u64| num_bigint::BigUint::from(it);
    // Every architecture is a network of its own: see the counts of architectures.
    let stage = big(6_u64.pow(2) + 6_u64.pow(3) + 6_u64.pow(4));
    assert_eq!(count("mobilenet_v2", "SearchedMobileNetV2"), big(3) * stage.pow(5));
    assert_eq!(count("autoformer", "AutoFormerTiny"), big(3 * (4_u64.pow(12) + 4_u64.pow(13) + 4_u64.pow(14))));
}

#[test]
fn nas_bench_101_has_the_published_parameters() {
    let Some(path) = table("nb101_20k.csv.gz") else { return };
    let space = space("nasbench101", "NasBench101").unwrap();
    let rows = columns(&path, ["upper_tri_bits", "ops", "params"]).unwrap();
    assert_eq!(rows.len(), 20_001);
    for [bits, ops, params] in rows {
        let assignment = nas_bench_101(&space, &bits, &ops).unwrap();
        assert_eq!(cost_of(&space, &assignment, CostKind::Params).to_string(), params, "{bits} {ops}");
    }
}

#[test]
fn nas_bench_101_is_drawn_from() {
    let space = space("nasbench101", "NasBench101").unwrap();
    let mut sampler = Sampler::new(&space, Uniform::ByArchitecture).unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    for _ in 0..20 {
        let network = instantiate(&space, &sampler.sample(&mut rng).unwrap());
        assert_eq!(network.operations[network.output].shape, [10]);
    }
}

#[test]
fn nas_bench_101_rows_are_different_cells() {
    let Some(path) = table("nb101_20k.csv.gz") else { return };
    let space = space("nasbench101", "NasBench101Cells").unwrap();
    let mut keys = Keys::new(&space);
    let mut found = BTreeSet::new();
    for [bits, ops] in columns(&path, ["upper_tri_bits", "ops"]).unwrap() {
        let assignment = nas_bench_101(&space, &bits, &ops).unwrap();
        assert!(is_feasible(&space, &assignment), "{bits} {ops}");
        found.insert(keys.of(&assignment));
    }
    assert_eq!(found.len(), 20_001);
}
