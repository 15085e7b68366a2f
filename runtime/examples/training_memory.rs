//! The memory that `nas cost` says training takes at least, against what training takes.
//!
//! `cargo run --release -p nas-runtime --example training_memory`
//!
//! Each network is trained for one epoch on a part of the digits, in a process of its own. What it took is the greatest resident
//! size of that process, less its size before the network was built: Linux tells both (`VmHWM` and `VmRSS` in
//! `/proc/self/status`).

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::{env, error::Error, fs, path::Path, process::Command};

use burn::tensor::Device;
use nas_compiler::{
    Library, compile,
    instantiate::instantiate,
    ir::{Assignment, spec},
    number::bytes,
    training::{Regime, training_memory},
};
use nas_runtime::{
    network::Network,
    task::{Part, TaskData},
    train::fit,
};

/// Networks of much activation and few weights, of the usual building blocks, of attention, and of many weights.
const PROGRAM: &str = "
use std::blocks::conv_bn_relu
space Plain {
  input x: image[1, 8, 8]
  x -> conv(64) -> for _ in 0..12 { conv(64) -> relu() } -> global_avg_pool() -> linear(10)
}
space Normed {
  input x: image[1, 8, 8]
  x -> conv(64) -> for _ in 0..12 { conv_bn_relu(64) } -> global_avg_pool() -> linear(10)
}
block encoder(x: sequence) {
  let y = sum(x, x -> layer_norm() -> attention(4))
  sum(y, y -> layer_norm() -> linear(256) -> gelu() -> linear(64))
}
space Attentive {
  input x: image[1, 8, 8]
  x -> conv(64) -> to_sequence() -> for _ in 0..4 { encoder() } -> global_avg_pool() -> linear(10)
}
space Wide {
  input x: image[1, 8, 8]
  x -> flatten() -> linear(2048) -> relu() -> linear(2048) -> relu() -> linear(2048) -> relu() -> linear(10)
}
task digits = classification { data: digits(), split: { train: 60%, valid: 10% } }
train short { epochs: 1, batch: 256 }
";

/// What tells a process that it is to train one network.
const TRAINS: &str = "--trains";

fn main() -> Result<(), Box<dyn Error>> {
    let program = compile(&Library(nas_std_spaces::MODULES), "memory.nas", PROGRAM).program;
    let arguments: Vec<String> = env::args().collect();
    if let [_, word, name] = arguments.as_slice()
        && word == TRAINS
    {
        println!("{}", trained(&program, name)?);
        return Ok(());
    }
    println!("network      at least     measured    ratio");
    for (name, space) in &program.spaces {
        let network = instantiate(space, &Assignment(vec![]));
        let least = training_memory(&network, Regime::of(&program.trains["short"]));
        let output = Command::new(env::current_exe()?).args([TRAINS, name]).output()?;
        let measured: u64 = String::from_utf8(output.stdout)?.trim().parse()?;
        println!("{name:<10} {:>10} {:>12} {:>8.2}", bytes(least), bytes(measured), measured as f64 / least as f64);
    }
    Ok(())
}

/// Trains a network, and returns the bytes that this took.
fn trained(program: &spec::Program, name: &str) -> Result<u64, Box<dyn Error>> {
    let (recipe, task) = (&program.trains["short"], &program.tasks["digits"]);
    let data = TaskData::load(task, Path::new(""), 0)?;
    let examples = data.examples(None);
    let before = status("VmRSS")?;
    let network = instantiate(&program.spaces[name], &Assignment(vec![]));
    let model = Network::init(&network, 0, &Device::flex().autodiff())?;
    let mut batches = examples.training(recipe, 1.0, 0)?;
    fit(model, &mut batches, &mut examples.evaluation(Part::Valid), recipe, &mut ())?;
    Ok(status("VmHWM")? - before)
}

/// An amount that the operating system says of this process, in bytes.
fn status(name: &str) -> Result<u64, Box<dyn Error>> {
    let text = fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find(|it| it.starts_with(name)).ok_or("this system does not say it")?;
    let kibibytes: u64 = line.split_whitespace().nth(1).ok_or("it has no amount")?.parse()?;
    Ok(1024 * kibibytes)
}
