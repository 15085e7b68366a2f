//! Looks for texts that make nas panic or take long.
//!
//! ```text
//! cargo run --release -p nas-fuzz -- --target compile --runs 100000 --seed 1 [--out found] [--file one.nas]
//! ```
//!
//! Targets: `parse`, `format`, `compile` (parse, compile, count, draw, build). Every text is made from a seed of its own,
//! so a run can be repeated from any point. What is found is written to the folder `--out`.

mod input;
mod target;

use std::{
    collections::BTreeMap,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    time::{Duration, Instant},
};

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

/// From here on a text is slow.
const SLOW: Duration = Duration::from_secs(2);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = options()?;
    let name = options.get("target").map_or("compile", String::as_str);
    let target = target::find(name).ok_or_else(|| format!("there is no target `{name}`"))?;
    if let Some(file) = options.get("file") {
        let text = fs::read_to_string(file)?;
        let started = Instant::now();
        target(&text);
        println!("{file}: {:?}", started.elapsed());
        return Ok(());
    }
    let number = |key: &str, default: u64| options.get(key).map_or(Ok(default), |it| it.parse());
    let (runs, seed) = (number("runs", 100_000)?, number("seed", 0)?);
    let out = PathBuf::from(options.get("out").map_or("found", String::as_str));
    std::panic::set_hook(Box::new(|_| {}));
    let seeds = input::seeds();
    let (mut found, mut good) = (0, 0_u64);
    let started = Instant::now();
    for run in seed..seed + runs {
        let text = input::make(&seeds, &mut ChaCha8Rng::seed_from_u64(run));
        let result = problem(target, &text);
        good += u64::from(result == Ok(true));
        if let Err(what) = result {
            found += 1;
            fs::create_dir_all(&out)?;
            let file = out.join(format!("{name}-{run}.nas"));
            fs::write(&file, &text)?;
            println!("{}: {what}", file.display());
        }
        if (run + 1 - seed).is_multiple_of(100_000) {
            println!("{name}: {} runs, {good} all the way, {found} found, {:?}", run + 1 - seed, started.elapsed());
        }
    }
    println!("{name}: {runs} runs from seed {seed}, {good} all the way, {found} found, {:?}", started.elapsed());
    Ok(())
}

/// What is wrong with how a target takes a text.
fn problem(target: target::Target, text: &str) -> Result<bool, String> {
    let started = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| target(text)));
    let taken = started.elapsed();
    match result {
        Err(payload) => {
            let message = payload.downcast_ref::<String>().cloned();
            let message = message.or_else(|| payload.downcast_ref::<&str>().map(|it| (*it).to_owned()));
            Err(format!("panics: {}", message.unwrap_or_default()))
        }
        Ok(_) if taken > SLOW => Err(format!("takes {taken:?}")),
        Ok(good) => Ok(good),
    }
}

/// Reads `--key value` pairs.
fn options() -> Result<BTreeMap<String, String>, String> {
    let mut options = BTreeMap::new();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let key = word.strip_prefix("--").ok_or_else(|| format!("`{word}` is no option"))?;
        let value = words.next().ok_or_else(|| format!("`--{key}` has no value"))?;
        options.insert(key.to_owned(), value);
    }
    Ok(options)
}
