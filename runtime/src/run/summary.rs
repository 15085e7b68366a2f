//! What a person wants to know of a run.

use std::fmt::Write as _;

use nas_compiler::{
    ir::spec::{Budget, Direction, Objective},
    point,
};

use super::Run;
use crate::search::{Ending, Outcome, Status, Trial};

/// Renders `summary.md`. It repeats with equal runs, but for the seconds.
pub(super) fn render(run: &Run, outcome: &Outcome) -> String {
    let mut text = String::new();
    // Writing to a text does not fail.
    let _ = write(&mut text, run, outcome);
    text
}

fn write(text: &mut String, run: &Run, outcome: &Outcome) -> std::fmt::Result {
    let search = &run.manifest.search;
    writeln!(text, "# {}\n", search.name)?;
    write!(
        text,
        "The space `{}` was searched by `{}` with `{}`",
        search.space, search.strategy.name, search.estimator.name
    )?;
    match &search.task {
        Some(task) => writeln!(text, " for the task `{task}`, seed {}.", search.seed)?,
        None => writeln!(text, ", seed {}.", search.seed)?,
    }
    writeln!(text, "{}\n", ending(outcome, search.budget))?;
    writeln!(text, "{}\n", counts(&outcome.trials, outcome.seconds))?;
    match outcome.winner() {
        Some(winner) => write_winner(text, run, (winner, outcome)),
        None => writeln!(text, "No trial was completed. `trials.jsonl` says why each failed."),
    }
}

fn ending(outcome: &Outcome, budget: Budget) -> String {
    match outcome.ending {
        Ending::Finished => match budget {
            Budget { trials: Some(trials), seconds: Some(seconds) } => {
                format!("It ended with its budget of {trials} trials or {seconds} seconds.")
            }
            Budget { trials: Some(trials), .. } => format!("It ended with its budget of {trials} trials."),
            Budget { seconds, .. } => format!("It ended with its budget of {} seconds.", seconds.unwrap_or_default()),
        },
        Ending::Concluded => "It ended when its strategy had nothing more to propose.".to_owned(),
        Ending::Exhausted => "It ended because nearly all proposals had been tried before.".to_owned(),
        Ending::Stopped => "It was stopped before its budget was spent.".to_owned(),
    }
}

fn counts(trials: &[Trial], seconds: f64) -> String {
    let count = |is: fn(&Status) -> bool| trials.iter().filter(|it| is(&it.status)).count();
    let failed = count(|it| matches!(it, Status::Failed { .. }));
    let repeated = count(|it| matches!(it, Status::Repeated { .. }));
    let same = count(|it| matches!(it, Status::SameNetwork { .. }));
    let new = trials.len() - repeated;
    let same = if same == 0 { String::new() } else { format!(", {same} of them the same network as an earlier one,") };
    format!(
        "{new} architectures were tried{same} in {seconds:.1} seconds; {failed} failed, {repeated} proposals were \
         repeated."
    )
}

fn write_winner(text: &mut String, run: &Run, (winner, outcome): (&Trial, &Outcome)) -> std::fmt::Result {
    writeln!(text, "## The best: trial {}\n", winner.number)?;
    writeln!(text, "| metric | value |\n|---|---|")?;
    for (name, value) in &winner.metrics {
        writeln!(text, "| {name} | {value} |")?;
    }
    if let Some(test) = outcome.test {
        writeln!(text, "| {} (not searched on) | {test} |", run.manifest.search.estimator.str("test"))?;
    }
    writeln!(text, "\n| decision | choice |\n|---|---|")?;
    for (path, choice) in point::choices(&run.space, &winner.assignment) {
        writeln!(text, "| {path} | {} |", point::render(&choice))?;
    }
    if let Some(objective) = run.manifest.search.objectives.first() {
        writeln!(text, "\n{}", comparison(objective, winner, &outcome.trials))?;
    }
    writeln!(text, "\n## What to do next\n")?;
    writeln!(text, "Train it in full and test it once: `nas train {} --best`", run.folder().display())
}

/// The best against the median of all that were tried.
fn comparison(objective: &Objective, winner: &Trial, trials: &[Trial]) -> String {
    let metric = &objective.metric;
    let new = trials.iter().filter(|it| it.is_new());
    let values: Vec<f64> = new.filter_map(|it| it.metrics.get(metric).copied()).collect();
    let (Some(best), Some(median)) = (winner.metrics.get(metric), median(values)) else { return String::new() };
    let direction = match objective.direction {
        Direction::Maximize => "above",
        Direction::Minimize => "below",
    };
    let gain = (best - median).abs();
    format!("The median of `{metric}` over all that were tried is {median:.4}; the best is {gain:.4} {direction} it.")
}

/// The middle value, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
