//! Measuring: each stage of each space in a process of its own, whose peak of memory is then that of the stage.

use std::{
    env,
    error::Error,
    fs,
    hint::black_box,
    process::Command,
    time::{Duration, Instant},
};

use nas_compiler::sample::{Sampler, Uniform};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};

use crate::growth::{
    FAMILIES, Family,
    bomb::BOMBS,
    check, count,
    page::{Defused, Effort, Measured, Table},
};

/// The argument with which the example starts itself to measure one stage.
pub(crate) const ONE: &str = "--one";
/// How many times are taken; the one in the middle counts.
const TIMES: usize = 5;
/// How long runs that are timed together go on. The processor's time is known to a few milliseconds.
const LONG: Duration = Duration::from_millis(100);

/// Measures all sizes of a family.
pub(crate) fn table(family: &Family) -> Result<Table, Box<dyn Error>> {
    let at = FAMILIES.iter().position(|it| it == family).ok_or("no such family")?;
    let mut sizes = vec![];
    for (number, size) in family.sizes().into_iter().enumerate() {
        let mut efforts = [Effort { seconds: 0.0, mebibytes: 0.0 }; 3];
        for (stage, effort) in efforts.iter_mut().enumerate() {
            *effort = effort_of(&in_a_process(&[at, number, stage])?)?;
        }
        sizes.push(Measured { size, count: count(&check(&family.text(size))?)?, efforts });
    }
    Ok((*family, sizes))
}

/// Measures what a bomb takes, by number.
pub(crate) fn bomb(number: usize) -> Result<Defused, Box<dyn Error>> {
    let output = in_a_process(&[number])?;
    let (effort, said) = output.split_once('\t').ok_or("nothing was measured")?;
    Ok((BOMBS[number], said.to_owned(), effort_of(effort)?))
}

/// What this program prints when it measures one thing.
fn in_a_process(which: &[usize]) -> Result<String, Box<dyn Error>> {
    let which = which.iter().map(usize::to_string);
    let output = Command::new(env::current_exe()?).arg(ONE).args(which).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn effort_of(text: &str) -> Result<Effort, Box<dyn Error>> {
    let (seconds, mebibytes) = text.split_once(' ').ok_or("nothing was measured")?;
    Ok(Effort { seconds: seconds.parse()?, mebibytes: mebibytes.parse()? })
}

/// Sets off one bomb: its seconds, its mebibytes, and what is said.
pub(crate) fn one_bomb(number: usize) -> Result<String, Box<dyn Error>> {
    let (started, before) = (Instant::now(), processor());
    let said = BOMBS[number].outcome();
    Ok(format!("{} {}\t{said}", since(started, before), peak()?))
}

/// Measures one stage of one space, by number: its seconds and its mebibytes.
pub(crate) fn one(family: usize, size: usize, stage: usize) -> Result<String, Box<dyn Error>> {
    let family = FAMILIES[family];
    let text = family.text(family.sizes()[size]);
    let seconds = match stage {
        0 => seconds(|| check(&text))?,
        1 => {
            let space = check(&text)?;
            seconds(|| count(&space))?
        }
        _ => {
            let space = check(&text)?;
            let mut sampler = Sampler::new(&space, Uniform::ByArchitecture).map_err(|it| format!("{it:?}"))?;
            let mut rng = ChaCha8Rng::seed_from_u64(0);
            seconds(|| sampler.sample(&mut rng).map_err(|it| format!("{it:?}")))?
        }
    };
    Ok(format!("{seconds} {}", peak()?))
}

/// The seconds that a stage takes once it is warm.
fn seconds<T>(mut stage: impl FnMut() -> Result<T, String>) -> Result<f64, Box<dyn Error>> {
    stage()?;
    let mut times = vec![];
    for _ in 0..TIMES {
        let (started, before) = (Instant::now(), processor());
        let mut runs = 0.0;
        while started.elapsed() < LONG {
            black_box(stage()?);
            runs += 1.0;
        }
        times.push(since(started, before) / runs);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[TIMES / 2])
}

/// The seconds since a time: of the processor, where the system tells.
fn since(started: Instant, before: Option<f64>) -> f64 {
    match (before, processor()) {
        (Some(before), Some(after)) => after - before,
        _ => started.elapsed().as_secs_f64(),
    }
}

/// The seconds that the processor spent on this thread, where the system tells.
fn processor() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// The most memory that this process has held.
fn peak() -> Result<f64, Box<dyn Error>> {
    let text = fs::read_to_string("/proc/self/status").map_err(|_| "only Linux tells the memory of a process")?;
    let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:")).ok_or("no peak of memory")?;
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes / 1024.0)
}
