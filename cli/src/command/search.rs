//! `nas search`

use std::path::{Path, PathBuf};

use anyhow::Result;
use nas_compiler::{
    ir::{Space, spec},
    point,
};
use nas_grammar::{Diagnostic, FileId};
use nas_runtime::{
    run::{Existing, Run},
    search::{Ending, Outcome, Problem, Status, Trial},
};

use crate::{
    exit::Exit,
    failure::{Failure, enumerate},
    follow::Follower,
    interrupt::Interrupt,
    machine,
    number::{counted, duration, metric},
    paint::{BOLD, CODE, DIM, ERROR, GOOD, WARNING, paint},
    project::{self, Project},
    report,
    table::{Side, Table},
    terminal::Terminal,
    trouble,
    watch::Watch,
};

const EXAMPLES: &str = "\
Examples:
  nas search tiny.nas                      The only search of the file
  nas search tiny.nas quick --trials 8     A short one to see that all is well
  nas search tiny.nas --seed 1 --data ~/datasets

A run folder holds everything that was found, from the first trial on. Ctrl-C ends a search with
what was found; a second Ctrl-C ends it at once. With one seed a search repeats bit for bit.";

/// Searches a space as the file says, and writes what is found into a run folder.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Search {
    /// The file.
    file: String,
    /// The search, where the file has several.
    name: Option<String>,
    /// The run folder [default: runs/NAME-SEED, numbered where that exists].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The seed, instead of the search's own.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// The most trials, instead of the search's own budget of trials.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    trials: Option<u64>,
    /// Where relative paths of data sets and tables start [default: the folder of the file].
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// How many trials run at a time; this version runs one.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1))]
    workers: u64,
    /// Replace a run that is in the folder.
    #[arg(long, requires = "out")]
    force: bool,
}

impl Search {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = project::open(&self.file, &[], terminal)?;
        let problem = self.problem(&project)?;
        let warnings = machine::warnings(&project.compilation.program, None);
        let warnings: Vec<_> = warnings.into_iter().filter(|it| is_about(it, &problem.search)).collect();
        terminal.err.write_all(report::human(&warnings, project.places(), terminal.width).as_bytes())?;
        let interrupt = Interrupt::watch()?;
        let folder = self.out.clone().unwrap_or_else(|| unused_folder(&problem.search));
        let existing = if self.force { Existing::Replace } else { Existing::Refuse };
        let source = &project.compilation.sources.get(FileId(0)).text;
        // Data that cannot be read are no reason to leave an empty run behind.
        problem.load().map_err(trouble::of_search)?;
        let mut run = Run::create(&folder, source, &problem, existing).map_err(|error| trouble::of_run(&error))?;
        let mut follower = Follower::of_search(&problem.search, interrupt, terminal);
        let outcome = run.search(&problem.data, &Watch::start(), &mut follower);
        follower.finish();
        let outcome = outcome.map_err(trouble::of_search)?;
        terminal.print(&describe(&problem, &outcome))?;
        terminal.note(&advice(&self.file, &folder, &problem, &outcome))?;
        Ok(exit(&outcome))
    }

    fn problem(&self, project: &Project) -> Result<Problem> {
        let name = choose(project, self.name.as_deref())?;
        let data = self.data.as_deref().unwrap_or(&project.folder);
        let mut problem = Problem::new(&project.compilation.program, name, data).map_err(trouble::of_search)?;
        problem.search.seed = self.seed.unwrap_or(problem.search.seed);
        problem.search.budget.trials = self.trials.or(problem.search.budget.trials);
        Ok(problem)
    }
}

/// Whether a warning is about a search.
fn is_about(warning: &Diagnostic, search: &spec::Search) -> bool {
    warning.labels.first().is_some_and(|it| it.span == search.strategy.span)
}

/// Finds a search of a file by its name; the only one where no name is given.
fn choose<'a>(project: &'a Project, name: Option<&str>) -> Result<&'a str> {
    let names: Vec<&str> = project.compilation.program.searches.keys().map(String::as_str).collect();
    let file = &project.name;
    match (name, names.as_slice()) {
        (None, [only]) => Ok(only),
        (_, []) => Err(Failure::refused(format!("{file} has no search"))
            .help("`nas new first.nas` writes a file with one")
            .into()),
        (None, several) => Err(Failure::usage(format!("{file} has {} searches", several.len()))
            .help(format!("name one: {}", enumerate(several)))
            .into()),
        (Some(name), _) => {
            let found = names.iter().find(|it| **it == name).copied();
            Ok(found.ok_or_else(|| {
                Failure::refused(format!("{file} has no search `{name}`")).suggest(name, names.iter().copied())
            })?)
        }
    }
}

/// `runs/quick-7`, or `runs/quick-7-2` where that exists.
pub(super) fn unused_folder(search: &spec::Search) -> PathBuf {
    let name = format!("{}-{}", search.name, search.seed);
    let numbered = (2..).map(|it| format!("{name}-{it}"));
    let names = std::iter::once(name.clone()).chain(numbered);
    names.map(|it| Path::new("runs").join(it)).find(|it| !it.exists()).unwrap_or_default()
}

fn exit(outcome: &Outcome) -> Exit {
    match outcome.ending {
        Ending::Stopped => Exit::Interrupted,
        _ if outcome.best.is_none() => Exit::Refused,
        _ => Exit::Success,
    }
}

fn describe(problem: &Problem, outcome: &Outcome) -> String {
    let mut text = format!("{}  {}\n", paint(BOLD, format_args!("search {}", problem.search.name)), counts(outcome));
    match outcome.winner() {
        Some(winner) => text.push_str(&describe_winner(problem, (winner, outcome))),
        None => text.push_str(&format!("\n{}\n", paint(ERROR, nothing(outcome)))),
    }
    text
}

fn nothing(outcome: &Outcome) -> String {
    let why = outcome.trials.iter().find_map(|it| match &it.status {
        Status::Failed { why } => Some(format!(": {why}")),
        Status::Completed | Status::Repeated { .. } | Status::SameNetwork { .. } => None,
    });
    format!("no trial was completed{}", why.unwrap_or_default())
}

fn counts(outcome: &Outcome) -> String {
    let count = |is: fn(&Status) -> bool| outcome.trials.iter().filter(|it| is(&it.status)).count();
    let failed = count(|it| matches!(it, Status::Failed { .. }));
    let same = count(|it| matches!(it, Status::SameNetwork { .. }));
    let tried = count(|it| !matches!(it, Status::Repeated { .. }));
    let ending = match outcome.ending {
        Ending::Finished => "",
        Ending::Concluded => ", until the strategy was done",
        Ending::Exhausted => ", until nearly all proposals had been tried before",
        Ending::Stopped => ", then stopped",
    };
    let failed = if failed == 0 { String::new() } else { format!("; {} failed", counted(failed, "trial")) };
    let same = if same == 0 { String::new() } else { format!(", {same} of them the same network as an earlier one,") };
    format!("{}{same} in {}{ending}{failed}", counted(tried, "trial"), duration(outcome.seconds))
}

fn describe_winner(problem: &Problem, (winner, outcome): (&Trial, &Outcome)) -> String {
    let mut metrics = Table::new(&[("", Side::Left), ("", Side::Right)]);
    for (name, value) in &winner.metrics {
        let is_sought = problem.search.objectives.iter().any(|it| it.metric == *name);
        metrics.row([if is_sought { paint(GOOD, name) } else { name.clone() }, metric(*value)]);
    }
    if let Some(test) = outcome.test {
        metrics.row(["test".to_owned(), metric(test)]);
    }
    let head = paint(BOLD, format_args!("best: trial {}", winner.number));
    format!("\n{head}\n{}\n{}", metrics.render(2), choices(&problem.space, winner))
}

fn choices(space: &Space, trial: &Trial) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left)]);
    for (path, choice) in &point::describe(space, &trial.assignment).choices {
        table.row([paint(CODE, path), point::render(choice)]);
    }
    table.render(2)
}

/// What to do next.
fn advice(file: &str, folder: &Path, problem: &Problem, outcome: &Outcome) -> String {
    let folder = folder.display();
    let mut text = format!("\nwritten to {}\n", paint(BOLD, folder.to_string()));
    if outcome.best.is_none() {
        text.push_str(&paint(WARNING, format_args!("{folder}/trials.jsonl says why each trial failed")));
        return text;
    }
    text.push_str(&format!("\n{}\n", paint(DIM, "next:")));
    if problem.task.is_some() {
        text.push_str(&format!("  nas train {folder} --best    train it in full, and test it once\n"));
    }
    text.push_str(&format!("  nas cost {file} --architecture {folder} --detail    see what it is made of"));
    text
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;
    use nas_compiler::ir::Assignment;

    use super::*;

    fn outcome(ending: Ending, statuses: Vec<Status>) -> Outcome {
        let trial = |(number, status)| Trial {
            number,
            assignment: Assignment(vec![0, 0]),
            status,
            metrics: IndexMap::new(),
            score: None,
        };
        let trials = statuses.into_iter().enumerate().map(trial).collect();
        Outcome { trials, best: None, test: None, ending, seconds: 72.0 }
    }

    #[test]
    fn repeated_proposals_are_not_counted_as_trials() {
        let statuses =
            vec![Status::Completed, Status::Repeated { of: 0 }, Status::Failed { why: "it diverged".into() }];
        let text = counts(&outcome(Ending::Stopped, statuses));
        assert_eq!(text, "2 trials in 1 min 12 s, then stopped; 1 trial failed");
    }

    #[test]
    fn networks_that_were_not_trained_again_are_told() {
        let statuses = vec![Status::Completed, Status::SameNetwork { of: 0 }, Status::Repeated { of: 1 }];
        let text = counts(&outcome(Ending::Finished, statuses));
        assert_eq!(text, "2 trials, 1 of them the same network as an earlier one, in 1 min 12 s");
    }

    #[test]
    fn a_search_that_found_nothing_says_why() {
        let outcome = outcome(Ending::Finished, vec![Status::Failed { why: "it diverged".into() }]);
        assert_eq!(nothing(&outcome), "no trial was completed: it diverged");
        assert_eq!(exit(&outcome), Exit::Refused);
    }
}
