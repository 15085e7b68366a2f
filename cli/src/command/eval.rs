//! `nas eval`

use std::path::PathBuf;

use anyhow::Result;
use nas_compiler::ir::Architecture;
use nas_grammar::codes;
use nas_runtime::{
    run::{Run, evaluate_weights},
    task,
};

use super::train::{data_folder, metrics};
use crate::{
    exit::Exit,
    failure::Failure,
    paint::{BOLD, paint},
    terminal::Terminal,
    trouble,
};

const EXAMPLES: &str = "\
Examples:
  nas eval runs/quick-7                   On the test part
  nas eval runs/quick-7 --part valid      On the part that the search compared on

After `nas train` these are the weights of full training, before it those of the best trial.";

/// Evaluates the weights of a run on its data.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Eval {
    /// The run folder.
    run: PathBuf,
    /// The part of the data.
    #[arg(long, value_enum, default_value_t)]
    part: Part,
    /// Where relative paths of data sets start [default: here].
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

/// A part of a data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Part {
    /// What weights are trained on.
    Train,
    /// What architectures are compared on.
    Valid,
    /// What is looked at once, at the end.
    #[default]
    Test,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Valid => "valid",
            Self::Test => "test",
        }
    }

    fn of_task(self) -> task::Part {
        match self {
            Self::Train => task::Part::Train,
            Self::Valid => task::Part::Valid,
            Self::Test => task::Part::Test,
        }
    }
}

impl Eval {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let run = Run::open(&self.run).map_err(|error| trouble::of_run(&error))?;
        let (architecture, weights, whose) = weights(&run)?;
        let problem = run.problem(&data_folder(self.data.as_deref()));
        let found = evaluate_weights(&problem, &architecture, &weights, self.part.of_task());
        let found = found.map_err(trouble::of_search)?;
        terminal.print(&format!("{}\n", paint(BOLD, whose)))?;
        terminal.print(&metrics(&[(self.part.name(), &found)]))?;
        Ok(Exit::Success)
    }
}

/// The weights after full training, or those of the best trial.
fn weights(run: &Run) -> Result<(Architecture, PathBuf, String)> {
    let trained = run.final_training().map_err(|error| trouble::of_run(&error))?;
    if let Some(trained) = trained {
        let whose = format!("trial {}, after full training", trained.trial);
        return Ok((trained.architecture, run.final_weights(), whose));
    }
    let best = run.best().map_err(|error| trouble::of_run(&error))?;
    let weights = run.best_weights();
    if !weights.exists() {
        let folder = run.folder().display();
        return Err(Failure::refused(format!("the run in `{folder}` has no weights: its search trained no network"))
            .code(&codes::RUN_UNREADABLE)
            .help(format!("`nas train {folder} --best` trains what it found"))
            .into());
    }
    Ok((best.architecture, weights, format!("trial {}, as the search trained it", best.trial)))
}
