//! `nas train`

use std::path::{Path, PathBuf};

use anyhow::Result;
use nas_compiler::ir::{
    Assignment, Scalar, Space,
    spec::{self, Budget, Call, Value},
};
use nas_grammar::{FileId, Span};
use nas_runtime::{
    run::{Existing, Final, Run, train_best},
    search::{Entry, Journal as _, Metrics, Problem, Status, Trial},
    train,
};

use crate::{
    exit::Exit,
    failure::{Failure, enumerate},
    follow::Follower,
    interrupt::Interrupt,
    number::{counted, grouped},
    paint::{BOLD, DIM, paint},
    project::{self, Project, read_architecture},
    selection::argument,
    table::{Side, Table},
    terminal::Terminal,
    trouble,
};

const EXAMPLES: &str = "\
Examples:
  nas train runs/quick-7 --best
      The best architecture of a run, from scratch, by the search's `full` recipe
  nas train tiny.nas --architecture a.ron --task digits --epochs 30
      An architecture of a space, into a new run folder

Weights are kept of the last epoch, or of the best one where the recipe stops early. The test part
is looked at once, at the end.";

/// Trains an architecture in full, and tests it once.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Train {
    /// A run folder, or a file.
    #[arg(value_name = "RUN|FILE")]
    from: PathBuf,
    /// Train the best architecture of the run.
    #[arg(long, conflicts_with_all = ["space", "set", "architecture", "task", "recipe", "out", "seed"])]
    best: bool,
    /// The space of the file, where there are several.
    #[arg(long, value_name = "NAME")]
    space: Option<String>,
    /// A value for a parameter of the space; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = argument)]
    set: Vec<(String, Scalar)>,
    /// The architecture to train.
    #[arg(long, value_name = "ARCH.ron")]
    architecture: Option<PathBuf>,
    /// The task of the file, where there are several.
    #[arg(long, value_name = "NAME")]
    task: Option<String>,
    /// The training recipe of the file, where there are several.
    #[arg(long, value_name = "NAME")]
    recipe: Option<String>,
    /// Epochs, instead of the recipe's own.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    epochs: Option<u32>,
    /// The seed [default: 0].
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// The run folder to write [default: runs/SPACE-TASK-SEED, numbered where that exists].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Where relative paths of data sets start [default: the folder of the file; here for a run].
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl Train {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let (mut run, data) = if self.from.is_dir() { self.finished_run()? } else { self.new_run(terminal)? };
        let recipe = &mut run.manifest.search.full;
        recipe.epochs = self.epochs.unwrap_or(recipe.epochs);
        let mut follower = Follower::of_training(recipe.epochs, Interrupt::watch()?, terminal);
        let trained = train_best(&run, &data, &mut follower);
        follower.finish();
        let Some(trained) = trained.map_err(trouble::of_search)? else {
            terminal.note("stopped; nothing was written")?;
            return Ok(Exit::Interrupted);
        };
        terminal.print(&describe(&trained))?;
        let folder = run.folder().display();
        terminal.note(&format!("\nwritten to {}", paint(BOLD, run.final_weights().display())))?;
        terminal.note(&format!("\n{}\n  nas eval {folder}    test the weights again", paint(DIM, "next:")))?;
        Ok(Exit::Success)
    }

    fn finished_run(&self) -> Result<(Run, PathBuf)> {
        if !self.best {
            let from = self.from.display();
            return Err(Failure::usage("say which architecture of the run is to be trained")
                .help(format!("`nas train {from} --best` trains the best one"))
                .into());
        }
        let run = Run::open(&self.from).map_err(|error| trouble::of_run(&error))?;
        Ok((run, data_folder(self.data.as_deref())))
    }

    /// A run folder whose only trial is the architecture that is named.
    fn new_run(&self, terminal: &mut Terminal) -> Result<(Run, PathBuf)> {
        if self.best {
            let from = self.from.display();
            return Err(Failure::usage(format!("{from} is no run folder"))
                .help("`--best` is for the folder of a run; for a file, name an `--architecture`")
                .into());
        }
        let Some(path) = &self.architecture else {
            return Err(Failure::usage("say which architecture is to be trained")
                .help("`--architecture a.ron`; `nas sample --format ron` writes one")
                .into());
        };
        let project = project::open(&self.from.to_string_lossy(), &self.set, terminal)?;
        let space = project.space_of(self.space.as_deref(), &read_architecture(path)?)?;
        let assignment = project.architecture(space, path)?;
        let problem = self.problem(&project, space)?;
        problem.load().map_err(trouble::of_search)?;
        let folder = self.out.clone().unwrap_or_else(|| super::search::unused_folder(&problem.search));
        let source = &project.compilation.sources.get(FileId(0)).text;
        let mut run = Run::create(&folder, source, &problem, Existing::Refuse)
            .and_then(|mut run| record(&mut run, assignment).map(|()| run))
            .map_err(|error| trouble::of_run(&error))?;
        run.manifest.search.full = problem.search.full.clone();
        Ok((run, problem.data))
    }

    fn problem(&self, project: &Project, space: &Space) -> Result<Problem> {
        let program = &project.compilation.program;
        let task = only(&program.tasks, self.task.as_deref(), "task")?;
        let recipe = self.recipe(&project.compilation.program)?;
        let call = |name: &str| Call { name: name.to_owned(), args: indexmap::IndexMap::new(), span: Span::default() };
        let mut strategy = call("random");
        strategy.args.insert("by".to_owned(), Value::Scalar(Scalar::Str("architecture".to_owned())));
        let search = spec::Search {
            name: format!("{}-{}", space.name, task.name),
            space: space.name.clone(),
            task: Some(task.name.clone()),
            strategy,
            estimator: call("train"),
            recipe: recipe.clone(),
            full: recipe,
            objectives: vec![],
            budget: Budget { trials: Some(1), seconds: None },
            seed: self.seed.unwrap_or(0),
            span: Span::default(),
        };
        let data = self.data.clone().unwrap_or_else(|| project.folder.clone());
        Ok(Problem { search, space: space.clone(), task: Some(task.clone()), data })
    }

    /// The recipe that is named, the only one of the file, or the one for full training of its only search.
    fn recipe(&self, program: &spec::Program) -> Result<spec::Train> {
        if self.recipe.is_some() || program.trains.len() == 1 {
            return only(&program.trains, self.recipe.as_deref(), "training recipe").cloned();
        }
        if let [search] = program.searches.values().collect::<Vec<_>>()[..] {
            return Ok(search.full.clone());
        }
        only(&program.trains, None, "training recipe").cloned()
    }
}

/// Finds an entry by its name; the only one where no name is given.
fn only<'a, T>(entries: &'a indexmap::IndexMap<String, T>, name: Option<&str>, kind: &str) -> Result<&'a T> {
    let names: Vec<&str> = entries.keys().map(String::as_str).collect();
    if let Some(name) = name {
        let missing = || Failure::refused(format!("the file has no {kind} `{name}`")).suggest(name, names.clone());
        return Ok(entries.get(name).ok_or_else(missing)?);
    }
    match entries.values().collect::<Vec<_>>()[..] {
        [only] => Ok(only),
        [] => Err(Failure::refused(format!("the file has no {kind}")).into()),
        _ => Err(Failure::usage(format!("the file has several of the kind {kind}"))
            .help(format!("choose one of {}", enumerate(&names)))
            .into()),
    }
}

/// Writes an architecture down as the only and best trial of a run.
fn record(run: &mut Run, assignment: Assignment) -> Result<(), nas_runtime::run::RunError> {
    let trial = Trial { number: 0, assignment, status: Status::Completed, metrics: Metrics::new(), score: None };
    run.trial(&Entry { trial: &trial, seconds: 0.0, is_best: true, weights: None })
}

fn describe(trained: &Final) -> String {
    let epochs = counted(trained.epochs as usize, "epoch");
    let costs = format!("{} params, {} macs", grouped(trained.params), grouped(trained.macs));
    let head = paint(BOLD, format_args!("trained {epochs}"));
    format!("{head}  {}\n{}", paint(DIM, costs), metrics(&[("valid", &trained.valid), ("test", &trained.test)]))
}

/// Writes metrics on parts of the data.
pub(super) fn metrics(parts: &[(&str, &train::Metrics)]) -> String {
    let columns = [("", Side::Left), ("accuracy", Side::Right), ("top5", Side::Right), ("loss", Side::Right)];
    let mut table = Table::new(&columns);
    for (name, it) in parts {
        table.row([
            (*name).to_owned(),
            format!("{:.4}", it.accuracy),
            format!("{:.4}", it.top5),
            format!("{:.4}", it.loss),
        ]);
    }
    table.render(2)
}

/// Returns the data folder of a run: what is named, or here.
pub(super) fn data_folder(named: Option<&Path>) -> PathBuf {
    named.map(Path::to_path_buf).unwrap_or_default()
}
