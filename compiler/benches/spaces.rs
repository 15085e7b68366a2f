//! How fast spaces are checked, and architectures drawn together with what they cost.
//!
//! `cargo bench -p nas-compiler`

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nas_compiler::{
    Compilation, Library, compile,
    feasible::{Feasible, STATES},
    ir::CostKind,
};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};

/// As in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Draws that are timed together.
const DRAWS: u64 = 1_000;

fn compiled(name: &str, text: &str) -> Compilation {
    compile(&Library(nas_std_spaces::MODULES), name, text)
}

/// Every standard module.
fn check(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    for (name, text) in nas_std_spaces::MODULES {
        group.bench_function(*name, |it| it.iter(|| compiled(name, black_box(text))));
    }
    group.finish();
}

/// A file of 10,000 lines: 10 spaces that use 1,420 blocks of seven lines.
fn check_a_long_file(criterion: &mut Criterion) {
    let text = long_file();
    let lines = text.lines().count();
    criterion.bench_function(&format!("check/{lines} lines"), |it| it.iter(|| compiled("long.nas", black_box(&text))));
}

fn long_file() -> String {
    let mut text = String::new();
    for block in 0..1_420 {
        text.push_str(&format!(
            "block layer{block}(x: image, c: int) {{
  let kernel = oneof [3, 5]
  let inner = x -> conv(c, kernel) -> batch_norm() -> relu()
  let outer = inner -> oneof {{ conv: conv(c, 1), none: identity() }}
  outer -> batch_norm() -> relu()
}}

"
        ));
    }
    for space in 0..10 {
        text.push_str(&format!("space Space{space} {{\n  input x: image[3, 32, 32]\n  x -> conv(8, 3)\n"));
        for layer in 0..2 {
            text.push_str(&format!("    -> layer{}(8)\n", space * 2 + layer));
        }
        text.push_str("    -> global_avg_pool() -> linear(10)\n}\n\n");
    }
    text
}

/// Architectures with their parameters and multiply-accumulates.
fn draw(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("draw with costs");
    group.throughput(Throughput::Elements(DRAWS));
    for name in ["nasbench201", "darts", "once_for_all"] {
        let Some(text) = nas_std_spaces::get(name) else { continue };
        let compilation = compiled(name, text);
        let Some(space) = compilation.program.spaces.values().next() else { continue };
        let Ok(feasible) = Feasible::new(space, &[CostKind::Params, CostKind::Macs], STATES) else { continue };
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        group.bench_function(name, |it| {
            it.iter(|| (0..DRAWS).for_each(|_| drop(black_box(feasible.draw(&mut rng)))));
        });
    }
    group.finish();
}

criterion_group!(benches, check, check_a_long_file, draw);
criterion_main!(benches);
