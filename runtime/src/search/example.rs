//! Programs and small tables for tests.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use nas_compiler::{Library, compile, ir::spec::Program};

use super::Problem;

/// Compiles a program without errors.
#[track_caller]
pub(crate) fn program(text: &str) -> Program {
    let compilation = compile(&Library(nas_std_spaces::MODULES), "test.nas", text);
    let messages: Vec<_> = compilation.diagnostics.iter().map(|it| it.message.clone()).collect();
    assert!(compilation.program.searches.len() == 1, "{messages:?}");
    compilation.program
}

/// The only search of a program.
#[track_caller]
pub(crate) fn problem(text: &str, data: &Path) -> Problem {
    let program = program(text);
    let name = program.searches.keys().next().unwrap();
    Problem::new(&program, name, data).unwrap()
}

/// 64 architectures of six decisions: how many layers with a kernel of 5 there are is what counts.
pub(crate) const COUNTED: &str = "
space Counted {
  input x: image[1, 8, 8]
  let kernels = for _ in 0..6 { oneof [3, 5] }
  let y = x -> conv(2, kernels[0]) -> conv(2, kernels[1]) -> conv(2, kernels[2])
    -> conv(2, kernels[3]) -> conv(2, kernels[4]) -> conv(2, kernels[5])
  y -> global_avg_pool() -> linear(10)
}
";

/// Every choice of 3 or 5 in each of some columns, whose number of fives is the score and ten times it the truth.
pub(crate) fn counted_table(columns: &[String]) -> String {
    let mut text = format!("{},score,truth\n", columns.join(","));
    for row in 0..1u32 << columns.len() {
        for at in 0..columns.len() {
            let _ = write!(text, "{},", if row >> at & 1 == 1 { 5 } else { 3 });
        }
        let _ = writeln!(text, "{},{}", row.count_ones(), 10 * row.count_ones());
    }
    text
}

/// A search of the counted space on its table, which is written into a folder.
pub(crate) fn counted(strategy: &str, trials: u32, folder: &Path) -> Problem {
    let text = format!(
        "{COUNTED}
search test {{
  space: Counted
  strategy: {strategy}
  estimator: table(file: \"table.csv\", test: \"truth\")
  maximize score
  budget: {trials} trials
  seed: 3
}}"
    );
    let problem = problem(&text, folder);
    let paths: Vec<String> = problem.space.decisions.iter().map(|it| it.path.clone()).collect();
    std::fs::write(folder.join("table.csv"), counted_table(&paths)).unwrap();
    problem
}

/// A space of small networks for the digits, and its search.
pub(crate) fn digits(strategy: &str, rest: &str) -> Problem {
    let text = format!(
        "use std::blocks::{{conv_bn_relu, relu_conv_bn}}
op edge(c: int) = oneof {{ none: zero(), skip: identity(), conv: relu_conv_bn(c, kernel: 1), pool: avg_pool(3) }}
cell Cell(x: image, c: int) {{
  let nodes = [x]
  for node in 1..3 {{ nodes += sum(for from in nodes {{ from -> edge(c) }}) }}
  nodes.last
}}
space Small {{
  input x: image[1, 8, 8]
  let cell = Cell
  x -> conv_bn_relu(6, stride: 2) -> cell(6) -> cell(6) -> global_avg_pool() -> linear(10)
}}
task digits = classification {{ data: digits(), split: {{ train: 30%, valid: 10%, test: 10% }} }}
train short {{ epochs: 1, batch: 32 }}
search test {{
  space: Small
  task: digits
  strategy: {strategy}
  estimator: train(epochs: 1)
  recipe: short
  full: short
  maximize accuracy
  minimize params
  seed: 5
  {rest}
}}"
    );
    problem(&text, Path::new(""))
}

/// Three networks of nine architectures: two branches, each of which is there, or ends in zeros, or is not there.
pub(crate) const ALIKE: &str = "
op branch() = oneof { conv: conv(4) -> relu(), dead: conv(4, bias: false) -> zero(), none: zero() }
space Alike {
  input x: image[1, 8, 8]
  let stem = x -> conv(4, stride: 2)
  sum(stem, stem -> branch(), stem -> branch()) -> global_avg_pool() -> linear(10)
}
";

/// A search of [`ALIKE`] that trains.
pub(crate) fn alike(trials: u32, seed: u64) -> Problem {
    let text = format!(
        "{ALIKE}
task digits = classification {{ data: digits(), split: {{ train: 10%, valid: 10%, test: 10% }} }}
search test {{
  space: Alike, task: digits, strategy: random(), estimator: train(epochs: 1), full: short
  maximize accuracy, minimize params, budget: {trials} trials, seed: {seed}
}}
train short {{ epochs: 1 }}"
    );
    problem(&text, Path::new(""))
}

/// Where benchmark tables are, if they are on this machine.
pub(crate) fn shared(file: &str) -> Option<PathBuf> {
    let named = std::env::var_os("NAS_SHARED_DATA").map(PathBuf::from);
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    named.into_iter().chain([near]).map(|it| it.join(file)).find(|it| it.exists())
}
