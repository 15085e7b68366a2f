//! Failures of the runtime as failures of a command: the code, the exit and what to do.

use nas_grammar::codes;
use nas_runtime::{run::RunError, search::SearchError, train::TrainError};

use crate::failure::Failure;

/// Says what is wrong with a search or a training.
pub fn of_search(error: SearchError) -> Failure {
    let message = error.to_string();
    match error {
        SearchError::Data(_) => Failure::failed(message)
            .code(&codes::DATA_UNREADABLE)
            .help("paths of data sets start at the folder of the program; `--data FOLDER` names another"),
        SearchError::Images { .. } | SearchError::Classes { .. } => Failure::failed(message)
            .code(&codes::DATA_UNREADABLE)
            .help("change the input or the last layer of the space, or the data set of the task"),
        SearchError::Table(_) => Failure::failed(message).code(&codes::TABLE_MISMATCH),
        SearchError::Train(error) => of_training(&error),
        SearchError::Network(_) => Failure::failed(message).code(&codes::TRAINING_FAILED),
        SearchError::Run(error) => of_run(&error),
        SearchError::Architecture(_) => Failure::refused(message).code(&codes::ARCHITECTURE_MISMATCH),
        SearchError::Relax(_) => Failure::refused(message).code(&codes::NOT_RELAXABLE),
        _ => Failure::refused(message),
    }
}

fn of_training(error: &TrainError) -> Failure {
    let failure = Failure::failed(error.to_string()).code(&codes::TRAINING_FAILED);
    match error {
        TrainError::Diverged { .. } => failure.help("a smaller learning rate or a warm-up often helps"),
        TrainError::NoExamples(_) => failure.help("the `split` of the task leaves this part empty"),
        _ => failure,
    }
}

/// Says what is wrong with a run folder.
pub fn of_run(error: &RunError) -> Failure {
    let message = error.to_string();
    match error {
        RunError::Exists { .. } => Failure::refused(message)
            .code(&codes::RUN_UNREADABLE)
            .help("choose another folder with `--out`, or replace the run with `--force`"),
        RunError::None { .. } => Failure::refused(message)
            .code(&codes::RUN_UNREADABLE)
            .help("`nas search FILE` begins a run and says where it is"),
        RunError::NoBest { .. } => Failure::refused(message)
            .code(&codes::RUN_UNREADABLE)
            .help("`trials.jsonl` in it says why each trial failed"),
        _ => Failure::failed(message).code(&codes::RUN_UNREADABLE),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::exit::Exit;

    #[test]
    fn a_run_that_exists_is_refused_with_a_way_out() {
        let failure = of_search(RunError::Exists { folder: PathBuf::from("runs/a") }.into());
        assert_eq!((failure.exit, failure.code), (Exit::Refused, Some(&codes::RUN_UNREADABLE)));
        assert!(failure.help.is_some_and(|it| it.contains("--force")));
    }

    #[test]
    fn a_training_that_diverges_is_a_failure_of_the_runtime() {
        let failure = of_search(TrainError::Diverged { epoch: 0, batch: 3 }.into());
        assert_eq!((failure.exit, failure.code), (Exit::Failed, Some(&codes::TRAINING_FAILED)));
    }
}
