//! Whether the tables of searches fit their spaces, where their files are at hand.

use std::path::Path;

use nas_compiler::{
    ir::spec::{Program, Search},
    vocabulary::ESTIMATORS,
};
use nas_grammar::{Diagnostic, codes, diagnostic::nearest};
use nas_runtime::search::{
    Laboratory, Problem, SearchError,
    estimator::{self, TableError},
};

/// Returns what is wrong with the table of every search of a program, where its file is below a folder.
pub fn mistakes(program: &Program, data: &Path) -> Vec<Diagnostic> {
    program.searches.values().filter_map(|it| Some(diagnostic(it, &mistake(program, it, data)?))).collect()
}

fn mistake(program: &Program, search: &Search, data: &Path) -> Option<SearchError> {
    let looks_up = ESTIMATORS.find(&search.estimator.name)?.facts.looks_up;
    if !looks_up || !data.join(search.estimator.str("file")).is_file() {
        return None;
    }
    let problem = Problem::new(program, &search.name, data).ok()?;
    let laboratory = Laboratory::new(&problem, None);
    estimator::build(&laboratory).and_then(|it| it.check(&search.objectives)).err()
}

fn diagnostic(search: &Search, error: &SearchError) -> Diagnostic {
    let message = error.to_string();
    if let SearchError::Metric { metric, known } = error {
        let span = search.objectives.iter().find(|it| it.metric == *metric).map_or(search.span, |it| it.span);
        return Diagnostic::error(&codes::UNKNOWN_METRIC, span, format!("the table has no column `{metric}`"))
            .label("no column of numbers, and no cost")
            .help(match nearest(metric, known.split(", ")) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {known}"),
            });
    }
    let help = match error {
        SearchError::Table(TableError::Incomplete { .. }) => {
            "add the rows, or leave the architectures out with `require`"
        }
        SearchError::Table(TableError::Twice { .. }) => "leave one of the rows out",
        SearchError::Table(TableError::Value { .. }) => {
            "a cell is what the decision chooses, or its number in `values`"
        }
        _ => "change the file, or what the search says of it",
    };
    Diagnostic::error(&codes::TABLE_MISMATCH, search.estimator.span, message).label("this table").help(help)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use nas_compiler::{Library, compile};

    use super::*;

    fn checked(table: &str) -> Vec<Diagnostic> {
        let text = "
space Tiny {
  input x: image[1, 8, 8]
  x -> oneof { conv: conv(1), skip: identity(), pool: avg_pool(3) } -> global_avg_pool() -> linear(10)
}
search quick {
  space: Tiny
  strategy: random()
  estimator: table(file: \"tiny.csv\")
  maximize score
  budget: 3 trials
}";
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("tiny.csv"), table).unwrap();
        let compilation = compile(&Library(&[]), "main.nas", text);
        let [search] = &compilation.program.searches.values().collect::<Vec<_>>()[..] else { panic!("one search") };
        assert_eq!(mistakes(&compilation.program, Path::new("nowhere")), [], "what is not there is not checked");
        let found = mistakes(&compilation.program, folder.path());
        assert!(found.iter().all(|it| [search.estimator.span, search.objectives[0].span].contains(&it.span())));
        found
    }

    #[test]
    fn a_table_of_the_space_has_no_mistake() {
        assert_eq!(checked("op,score\nconv,1\nskip,2\npool,3\n"), []);
    }

    #[test]
    fn what_a_table_lacks_is_named() {
        let [mistake] = &checked("op,score\nconv,1\npool,2\n")[..] else { panic!("one mistake") };
        assert_eq!(mistake.code.id, "N0602");
        assert!(
            mistake.message.ends_with("lacks 1 of the 3 architectures of the space, such as op: skip"),
            "{mistake:?}"
        );
    }

    #[test]
    fn an_objective_is_a_column() {
        let [mistake] = &checked("op,accuracy\nconv,1\nskip,2\npool,2\n")[..] else { panic!("one mistake") };
        assert_eq!((mistake.code.id, mistake.message.as_str()), ("N0506", "the table has no column `score`"));
    }
}
