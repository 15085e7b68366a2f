//! What tables promise.

use std::{fs, io::Write as _};

use flate2::{Compression, write::GzEncoder};
use nas_compiler::ir::{Scalar, spec::Value};
use tempfile::{TempDir, tempdir};

use super::*;
use crate::search::{Problem, example::counted};

/// The counted space, whose table has columns `k0` to `k5`, and the arguments that say so.
fn setting() -> (TempDir, Problem) {
    let folder = tempdir().unwrap();
    let mut problem = counted("random()", 9, folder.path());
    let columns: Vec<String> = (0..6).map(|it| format!("k{it}")).collect();
    fs::write(folder.path().join("table.csv"), crate::search::example::counted_table(&columns)).unwrap();
    set(&mut problem, "columns", texts(&["k0", "k1", "k2", "k3", "k4", "k5"]));
    (folder, problem)
}

fn texts(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|it| text(it)).collect())
}

fn text(text: &str) -> Value {
    Value::Scalar(Scalar::Str(text.to_owned()))
}

fn set(problem: &mut Problem, parameter: &str, value: Value) {
    problem.search.estimator.args.insert(parameter.to_owned(), value);
}

fn error(problem: &Problem) -> String {
    Table::load(&Laboratory::new(problem, None)).unwrap_err().to_string()
}

/// The score of the architecture with some fives.
fn score(problem: &Problem, fives: [u32; 6]) -> f64 {
    let laboratory = Laboratory::new(problem, None);
    let mut table = Table::load(&laboratory).unwrap();
    match table.estimate(&Assignment(fives.to_vec()), &mut ()).unwrap() {
        Estimate::Measured { metrics, .. } => metrics["score"],
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn check(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found}");
}

#[test]
fn rows_are_found_by_columns_in_any_order_of_paths() {
    let (folder, mut problem) = setting();
    check(score(&problem, [1, 0, 1, 1, 0, 0]), 3.0);
    let mut paths: Vec<String> = problem.space.decisions.iter().map(|it| it.path.clone()).collect();
    paths.reverse();
    set(&mut problem, "paths", texts(&paths.iter().map(String::as_str).collect::<Vec<_>>()));
    // The first decision now reads `k5`. One row tells the two orders apart.
    let path = folder.path().join("table.csv");
    let table = fs::read_to_string(&path).unwrap();
    fs::write(&path, table.replace("5,3,3,3,3,3,1,10", "5,3,3,3,3,3,77,10")).unwrap();
    check(score(&problem, [0, 0, 0, 0, 0, 1]), 77.0);
}

#[test]
fn a_gzipped_table_with_numbered_codes_is_read() {
    let (folder, mut problem) = setting();
    let rows = (0..64u32).map(|row| format!("{row:06b},{}\n", row.count_ones()));
    let csv: String = std::iter::once("code,score\n".to_owned()).chain(rows).collect();
    let mut file = GzEncoder::new(fs::File::create(folder.path().join("codes.csv.gz")).unwrap(), Compression::fast());
    file.write_all(csv.as_bytes()).unwrap();
    file.finish().unwrap();
    set(&mut problem, "file", text("codes.csv.gz"));
    set(&mut problem, "code", text("code"));
    set(&mut problem, "test", Value::Unset);
    // 0 means 5 and 1 means 3.
    set(&mut problem, "values", texts(&["5", "3"]));
    check(score(&problem, [1, 1, 1, 1, 1, 0]), 1.0);
}

#[test]
fn errors_name_what_is_at_fault() {
    let (folder, problem) = setting();
    let with = |parameter: &str, value: Value| {
        let mut problem = problem.clone();
        set(&mut problem, parameter, value);
        error(&problem)
    };
    assert!(with("file", text("none.csv")).contains("none.csv` cannot be read"));
    let error_of_column = with("columns", texts(&["k0", "k1", "k2", "k3", "k4", "k9"]));
    assert!(error_of_column.ends_with("has no column `k9`; its columns are k0, k1, k2, k3, k4, k5, score, truth"));
    assert!(with("columns", texts(&["k0"])).ends_with("has 1 columns for 6 decisions: each decision has one"));
    assert!(with("paths", texts(&["nowhere"])).starts_with("the space has no decision `nowhere`"));
    assert!(with("test", text("k7")).contains("no column `k7`"));
    let path = folder.path().join("table.csv");
    let table = fs::read_to_string(&path).unwrap();
    let edited = |from: &str, to: &str| {
        fs::write(&path, table.replacen(from, to, 1)).unwrap();
        error(&problem)
    };
    assert!(edited("\n5,3,3,3,3,3,1,10", "\n7,3,3,3,3,3,1,10").starts_with("line 3 of"));
    assert!(edited("\n5,3,3,3,3,3,1,10", "\n5,3,3,3,3,3,good,10").contains("`good` in the column `score`"));
    assert!(edited("\n5,3,3,3,3,3,1,10", "\n3,3,3,3,3,3,1,10").starts_with("lines 2 and 3 of"));
    let lacks = edited("\n5,3,3,3,3,3,1,10", "");
    assert!(lacks.contains("lacks 1 of the 64 architectures of the space, such as "), "{lacks}");
    assert_eq!((lacks.matches(": 5").count(), lacks.matches(": 3").count()), (1, 5));
}

#[test]
fn a_column_that_is_no_number_is_no_metric() {
    let (folder, problem) = setting();
    let path = folder.path().join("table.csv");
    let table = fs::read_to_string(&path).unwrap();
    let named: String = table
        .lines()
        .enumerate()
        .map(|(at, line)| if at == 0 { format!("{line},name\n") } else { format!("{line},cell{at}\n") })
        .collect();
    fs::write(&path, named).unwrap();
    let table = Table::load(&Laboratory::new(&problem, None)).unwrap();
    assert_eq!(table.metrics.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["score"]);
}
