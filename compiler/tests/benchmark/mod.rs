//! NAS-Bench-101 and NAS-Bench-201: their spaces, their tables, and how their authors tell networks apart.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    path::{Path, PathBuf},
};

use nas_compiler::{
    Library,
    canonical::{Key, Keys},
    compile,
    ir::{Assignment, Space},
};

mod text;

pub(crate) use text::published_text;

/// Data that is too large for the repository: `NAS_SHARED_DATA`, or `shared/data` beside the workspace.
pub(crate) fn shared_data(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let path = std::env::var_os("NAS_SHARED_DATA").map_or_else(beside, PathBuf::from).join(name);
    path.exists().then_some(path)
}

/// A space of a standard module.
pub(crate) fn space(module: &str, name: &str) -> Option<Space> {
    let text = nas_std_spaces::get(module)?;
    let spaces = compile(&Library(nas_std_spaces::MODULES), module, text).program.spaces;
    spaces.into_iter().map(|it| it.1).find(|it| it.name == name)
}

/// Some columns of a table, as texts.
pub(crate) fn columns<const N: usize>(path: &Path, names: [&str; N]) -> Result<Vec<[String; N]>, String> {
    let file = File::open(path).map_err(|it| it.to_string())?;
    let mut table = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    let headers = table.headers().map_err(|it| it.to_string())?.clone();
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        *place = headers.iter().position(|it| it == name).ok_or_else(|| format!("no column {name}"))?;
    }
    let mut rows = vec![];
    for record in table.records() {
        let record = record.map_err(|it| it.to_string())?;
        rows.push(places.map(|it| record[it].to_owned()));
    }
    Ok(rows)
}

/// The classes that things with equal names form, as sets of their positions.
pub(crate) fn classes<K: Ord>(names: impl IntoIterator<Item = K>) -> BTreeSet<Vec<usize>> {
    let mut classes: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.into_iter().enumerate() {
        classes.entry(name).or_default().push(at);
    }
    classes.into_values().collect()
}

fn decision(space: &Space, path: &str) -> Result<usize, String> {
    space.find(path).map(|it| it.0 as usize).ok_or_else(|| format!("no decision {path}"))
}

// NAS-Bench-201

/// The architecture with a code of six digits: the operations on 1<-0, 2<-0, 2<-1, 3<-0, 3<-1, 3<-2.
pub(crate) fn nas_bench_201(space: &Space, code: &str) -> Result<Assignment, String> {
    let mut assignment = Assignment(vec![0; space.decisions.len()]);
    let edges = [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)];
    for ((node, from), digit) in edges.iter().zip(code.chars()) {
        let edge = decision(space, &format!("cell.node{node}.from{from}.edge"))?;
        assignment.0[edge] = digit.to_digit(10).ok_or("no digit")?;
    }
    Ok(assignment)
}

/// The keys of the networks with some codes.
pub(crate) fn keys(space: &Space, codes: &[[String; 2]]) -> Result<Vec<Key>, String> {
    let mut keys = Keys::new(space);
    codes.iter().map(|[code, _]| Ok(keys.of(&nas_bench_201(space, code)?))).collect()
}

// NAS-Bench-101

/// The cell with an adjacency matrix, its upper triangle row by row, and the operations of its interior vertices.
pub(crate) fn nas_bench_101(space: &Space, bits: &str, ops: &str) -> Result<Assignment, String> {
    let mut assignment = Assignment(vec![0; space.decisions.len()]);
    assignment.0[decision(space, "cell.graph.interior")?] = ops.len() as u32;
    let output = ops.len() + 1;
    let mut bits = bits.chars();
    for from in 0..output {
        for to in from + 1..=output {
            let vertex = if to == output { 6 } else { to };
            let edge = decision(space, &format!("cell.graph.vertex{vertex}.from{from}.edge"))?;
            assignment.0[edge] = bits.next().and_then(|it| it.to_digit(2)).ok_or("too few bits")?;
        }
    }
    for (at, op) in ops.chars().enumerate() {
        let op_at = decision(space, &format!("cell.vertex{}.op", at + 1))?;
        assignment.0[op_at] = op.to_digit(3).ok_or("no operation")?;
    }
    Ok(assignment)
}
