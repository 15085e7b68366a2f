//! The standard library: every module is clean, and its spaces have the published sizes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    path::{Path, PathBuf},
};

use nas_compiler::{
    Compilation, Library,
    automaton::Automaton,
    compile,
    cost::{cost_of, is_feasible},
    instantiate::instantiate,
    ir::{Assignment, CostKind, DecisionId, Domain, Evaluator, Network, Space},
};
use num_bigint::BigUint;

fn compiled(name: &str, text: &str) -> Compilation {
    let compilation = compile(&Library(nas_std_spaces::MODULES), name, text);
    let messages: Vec<&str> = compilation.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert!(messages.is_empty(), "{name}: {messages:?}");
    compilation
}

fn space(text: &str) -> Space {
    compiled("test.nas", text).program.spaces.pop().unwrap().1
}

/// A space of a module, with other defaults for some parameters.
fn standard(module: &str, name: &str, parameters: &[(&str, &str)]) -> Space {
    let text = nas_std_spaces::get(module).unwrap();
    let (before, after) = text.split_once(&format!("space {name}(")).unwrap();
    let (mut signature, body) = after.split_once(") {").map(|it| (it.0.to_owned(), it.1)).unwrap();
    for (parameter, value) in parameters {
        let at = signature.find(&format!("{parameter}: ")).unwrap();
        let start = at + signature[at..].find("= ").unwrap() + 2;
        let end = signature[start..].find(',').map_or(signature.len(), |it| start + it);
        signature.replace_range(start..end, value);
    }
    let text = format!("{before}space {name}({signature}) {{{body}");
    compiled(module, &text).program.spaces.swap_remove(name).unwrap()
}

fn count(space: &Space) -> BigUint {
    Automaton::over_decisions(space).unwrap().count()
}

/// The network of a space in which nothing is to be decided.
fn only(space: &Space) -> Network {
    assert!(space.decisions.is_empty());
    instantiate(space, &Assignment(vec![]))
}

fn size(network: &Network) -> (u64, u64) {
    (network.params(), network.macs())
}

/// The architecture in which decisions take the named alternatives or the listed items, by path.
fn choose(space: &Space, choices: &BTreeMap<String, String>) -> Assignment {
    Evaluator::assign(space, |_, decision| {
        let wanted = choices.get(&decision.path).unwrap_or_else(|| panic!("no choice for {}", decision.path));
        let found = match &decision.domain {
            Domain::Alternatives(names) => names.iter().position(|it| it == wanted),
            Domain::Values(values) => values.iter().position(|it| it.to_string() == *wanted),
            Domain::Subset { subsets, .. } => subsets.iter().position(|it| format!("{it:?}") == *wanted),
        };
        found.unwrap_or_else(|| panic!("{} cannot be {wanted}", decision.path)) as u32
    })
}

fn every(space: &Space) -> Vec<Assignment> {
    Automaton::over_decisions(space).unwrap().assignments().collect()
}

// The whole library

#[test]
fn every_module_is_clean() {
    for (name, text) in nas_std_spaces::MODULES {
        compiled(name, text);
    }
}

#[test]
fn every_space_says_what_it_is() {
    for (name, text) in nas_std_spaces::MODULES {
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("//! "), "{name}");
        for pair in lines.windows(2) {
            let defines =
                ["op ", "cell ", "block ", "fn ", "space ", "const "].iter().any(|it| pair[1].starts_with(it));
            assert!(!defines || pair[0].starts_with("/// "), "{name}: {}", pair[1]);
        }
    }
}

// Blocks

#[test]
fn make_divisible_rounds_as_in_the_code_of_mobilenet() {
    // [(v, torchvision.models._utils._make_divisible(v, 8)) for v in ...]
    let published = [
        ("1.0", 8),
        ("4.0", 8),
        ("11.2", 16),
        ("12.0", 16),
        ("13.3", 16),
        ("23.0", 24),
        ("24.0", 24),
        ("28.0", 32),
        ("33.6", 32),
        ("44.8", 48),
        ("89.6", 88),
    ];
    for (value, rounded) in published {
        let text = format!(
            "use std::blocks::{{make_divisible}}
             space S {{ input x: image[1, 1, 1] x -> conv(make_divisible({value}), 1) }}"
        );
        assert_eq!(only(&space(&text)).operations[1].shape[0], rounded, "{value}");
    }
}

#[test]
fn squeeze_excite_has_two_linear_layers_with_biases() {
    let text = "use std::blocks::{squeeze_excite} space S { input x: image[16, 4, 4] x -> squeeze_excite(4) }";
    // torchvision.ops.SqueezeExcitation(16, 4): 16 * 4 + 4 + 4 * 16 + 16
    assert_eq!(only(&space(text)).params(), 148);
}

#[test]
fn factorized_reduction_halves_the_sides() {
    let text = "use std::blocks::{factorized_reduce} space S { input x: image[6, 8, 8] x -> factorized_reduce(10) }";
    let network = only(&space(text));
    assert_eq!(network.operations[network.output].shape, [10, 4, 4]);
    assert_eq!(size(&network), (2 * 6 * 5 + 2 * 10, 2 * 6 * 5 * 16));
}

// Searched spaces

#[test]
fn one_of_three_operations_repeated_one_to_three_times_is_39() {
    let text = "space S {
        input x: image[8, 4, 4]
        let depth = oneof 1..=3
        x -> repeat(depth) { oneof { relu: relu(), tanh: tanh(), conv: conv(8) } }
    }";
    assert_eq!(count(&space(text)), 39u32.into());
}

#[test]
fn searched_spaces_have_as_many_architectures_as_their_choices_say() {
    let count_of = |module, name| count(&standard(module, name, &[]));
    let big = |it: u64| BigUint::from(it);
    // Three widths; five stages of two to four blocks with three kernels and two expansions each.
    assert_eq!(
        count_of("mobilenet_v2", "SearchedMobileNetV2"),
        big(3) * big(6_u64.pow(2) + 6_u64.pow(3) + 6_u64.pow(4)).pow(5)
    );
    // Non-decreasing triples of seven widths; nine depths in three stages.
    assert_eq!(count_of("resnet", "SearchedResNet"), big(84 * 9 * 9 * 9));
    // Six blocks: three widths, two numbers of layers, two kernels, and one, one or four convolutions.
    assert_eq!(count_of("mnasnet", "SearchedMnasNet"), big(3 * 2 * 2 * (1 + 1 + 4)).pow(6));
    assert_eq!(count_of("densenet", "SearchedDenseNet"), big(3 * 15 * 15 * 15));
    assert_eq!(count_of("efficientnet", "SearchedEfficientNet"), big(8));
    // Three widths; in each of twelve to fourteen layers two numbers of heads and two ratios.
    assert_eq!(count_of("autoformer", "AutoFormerTiny"), big(3 * (4_u64.pow(12) + 4_u64.pow(13) + 4_u64.pow(14))));
}

#[test]
fn tiny_networks_are_small_and_many() {
    let tiny = standard("tiny", "Tiny", &[]);
    let feasible: Vec<Assignment> = every(&tiny).into_iter().filter(|it| is_feasible(&tiny, it)).collect();
    assert!(feasible.len() >= 1_000, "{}", feasible.len());
    assert!(feasible.len() < count(&tiny).try_into().unwrap(), "the constraints exclude something");
    for assignment in &feasible {
        let (params, macs) = size(&instantiate(&tiny, assignment));
        assert_eq!(cost_of(&tiny, assignment, CostKind::Params), params);
        assert_eq!(cost_of(&tiny, assignment, CostKind::Macs), macs);
        assert!(params <= 12_000 && macs <= 400_000);
    }
}

// Grammars

/// How many modules of sequences einspace's rules derive, of `length` positions from `f` features to `out`.
fn columns(depth: u32, length: u64, f: u64, out: u64) -> u64 {
    let computations = if f == out { 6 } else { 1 };
    if depth == 0 {
        return computations;
    }
    let inner = |f, out| columns(depth - 1, length, f, out);
    let sequential = inner(f, out) * inner(out, out);
    // Similarities are a product, scaled or not, with a softmax or not.
    let products = if depth < 2 { 0 } else { 4 * columns(depth - 2, length, f, f).pow(2) * inner(f, out) };
    let clones = inner(f, out).pow(2) + products + inner(f, out);
    let divides = f.is_multiple_of(4) && out.is_multiple_of(4);
    let groups = if divides { inner(f / 2, out / 2).pow(2) + inner(f / 4, out / 4) } else { 0 };
    let routing = if f == out { columns(depth - 1, f, length, length) } else { 0 };
    computations + sequential + clones + groups + routing
}

/// How many modules of images they derive, of `pixels` pixels with `c` channels.
fn images(depth: u32, pixels: u64, c: u64) -> u64 {
    if depth == 0 {
        return 5;
    }
    let inner = |c| images(depth - 1, pixels, c);
    let groups = if c.is_multiple_of(4) { inner(c / 2).pow(2) + inner(c / 4) } else { 0 };
    let routing = columns(depth - 1, pixels, c, c) + columns(depth - 1, pixels, 9 * c, c);
    5 + inner(c).pow(2) + inner(c).pow(2) + inner(c) + groups + routing
}

#[test]
fn einspace_has_as_many_architectures_as_its_grammar_has_derivations() {
    // By hand, one module around computations: 5 computations, 5 * 5 in a row, two branches of 5 * 5 and two of 5, and
    // sequences of single pixels (6 computations) or windows (a linear map).
    assert_eq!(images(1, 64, 16), 5 + 25 + (25 + 5 + 25 + 5) + (6 + 1));
    for (depth, c, size) in [(0, 16, 32), (1, 16, 32), (2, 16, 32), (2, 6, 16), (2, 64, 12), (3, 16, 32)] {
        let parameters = [("depth", depth.to_string()), ("c", c.to_string()), ("size", size.to_string())];
        let parameters = parameters.each_ref().map(|it| (it.0, it.1.as_str()));
        let derivations = images(depth, (size / 4) * (size / 4), c);
        assert_eq!(count(&standard("einspace", "Einspace", &parameters)), derivations.into(), "{parameters:?}");
    }
}

// NAS-FPN

/// The operations that the output depends on.
fn alive(network: &Network) -> BTreeSet<usize> {
    let mut alive = BTreeSet::new();
    let mut open = vec![network.output];
    while let Some(at) = open.pop() {
        if alive.insert(at) {
            open.extend(&network.operations[at].inputs);
        }
    }
    alive
}

#[test]
fn no_feature_of_a_pyramid_goes_unused() {
    let space = standard("nas_fpn", "NasFpn", &[("c", "8"), ("repeats", "2"), ("size", "128")]);
    let mut state = 7_u32;
    for _ in 0..40 {
        // Any architecture in which no cell takes a feature twice.
        let mut first = 0;
        let assignment = Evaluator::assign(&space, |_, decision| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (drawn, size) = (state >> 8, decision.domain.size() as u32);
            let chosen =
                if decision.path.ends_with("second") { (first + 1 + drawn % (size - 1)) % size } else { drawn % size };
            first = chosen;
            chosen
        });
        assert!(is_feasible(&space, &assignment));
        let network = instantiate(&space, &assignment);
        assert_eq!(alive(&network).len(), network.operations.len());
    }
}

// DARTS

/// The choices of a genotype as the DARTS repository writes it: for each node, two operations with the nodes they are
/// from.
fn genotype(cell: &str, nodes: [[(&str, u32); 2]; 4]) -> BTreeMap<String, String> {
    let mut choices = BTreeMap::new();
    for (node, edges) in nodes.iter().enumerate() {
        let node = node + 2;
        let mut from = edges.map(|it| it.1);
        from.sort_unstable();
        choices.insert(format!("{cell}.node{node}.edges"), format!("{from:?}"));
        for (op, from) in edges {
            choices.insert(format!("{cell}.node{node}.from{from}.edge"), (*op).to_owned());
        }
    }
    choices
}

/// The architecture of Liu et al. 2019 with the second order approximation.
fn published_darts() -> BTreeMap<String, String> {
    let (sep, dil, skip, max) = ("sep_conv_3x3", "dil_conv_3x3", "skip_connect", "max_pool_3x3");
    let mut choices =
        genotype("normal", [[(sep, 0), (sep, 1)], [(sep, 0), (sep, 1)], [(sep, 1), (skip, 0)], [(skip, 0), (dil, 2)]]);
    choices.extend(genotype(
        "reduce",
        [[(max, 0), (max, 1)], [(skip, 2), (max, 1)], [(max, 0), (skip, 2)], [(skip, 2), (max, 1)]],
    ));
    choices
}

#[test]
fn the_network_that_darts_searches_with_has_the_size_of_the_published_code() {
    // NetworkCIFAR(16, 10, 8, False, genotypes.DARTS_V2) of the DARTS repository, without its auxiliary head: parameters,
    // and multiply-accumulates in forward hooks of `Conv2d` and `Linear`.
    let proxy = standard("darts", "Darts", &[]);
    assert_eq!(size(&instantiate(&proxy, &choose(&proxy, &published_darts()))), (246_106, 43_444_736));
}

#[test]
fn darts_takes_small_grey_images() {
    let small = standard("darts", "Darts", &[("c", "4"), ("layers", "3"), ("channels", "1"), ("size", "8")]);
    let network = instantiate(&small, &choose(&small, &published_darts()));
    assert_eq!(network.operations[network.output].shape, [10]);
    assert_eq!(small.decisions.len(), 2 * (4 + 2 + 3 + 4 + 5));
}

// NAS-Bench-201

/// The operations as the benchmark's table numbers them.
const OPERATIONS: [&str; 5] = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

/// Data that is too large for the repository: `NAS_SHARED_DATA`, or `shared/data` beside the workspace.
fn shared_data(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let path = std::env::var_os("NAS_SHARED_DATA").map_or_else(beside, PathBuf::from).join(name);
    path.exists().then_some(path)
}

/// The index of the decision on every edge, in the order of the table: 1<-0, 2<-0, 2<-1, 3<-0, 3<-1, 3<-2.
fn edges(space: &Space) -> Vec<usize> {
    let paths =
        [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)].map(|it| format!("cell.node{}.from{}.edge", it.0, it.1));
    paths.iter().map(|path| space.decisions.iter().position(|it| it.path == *path).unwrap()).collect()
}

#[test]
fn nas_bench_201_has_its_operations_on_six_edges() {
    let space = standard("nasbench201", "NasBench201", &[]);
    assert_eq!(count(&space), 15_625u32.into());
    for edge in edges(&space) {
        let Domain::Alternatives(names) = &space.decision(DecisionId(edge as u32)).domain else { panic!() };
        assert_eq!(names, &OPERATIONS);
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "says that nothing was tested")]
fn nas_bench_201_agrees_with_the_published_table() {
    let Some(path) = shared_data("nb201.csv.gz") else {
        eprintln!("skipped: nb201.csv.gz is not in NAS_SHARED_DATA");
        return;
    };
    let space = standard("nasbench201", "NasBench201", &[]);
    let edges = edges(&space);
    let mut table = csv::Reader::from_reader(flate2::read::GzDecoder::new(File::open(path).unwrap()));
    let headers = table.headers().unwrap().clone();
    let column = |name| headers.iter().position(|it| it == name).unwrap();
    let [code, params, macs] = ["code", "params", "macs"].map(column);
    let mut rows = 0;
    for row in table.records() {
        let row = row.unwrap();
        let mut assignment = Assignment(vec![0; edges.len()]);
        for (edge, operation) in edges.iter().zip(row[code].chars()) {
            assignment.0[*edge] = operation.to_digit(10).unwrap();
        }
        let published = (row[params].parse().unwrap(), row[macs].parse().unwrap());
        let cost = |kind| cost_of(&space, &assignment, kind);
        assert_eq!((cost(CostKind::Params), cost(CostKind::Macs)), published, "{}", &row[code]);
        if rows % 25 == 0 {
            assert_eq!(size(&instantiate(&space, &assignment)), published, "{}", &row[code]);
        }
        rows += 1;
    }
    assert_eq!(rows, 15_625);
}
