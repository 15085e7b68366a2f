//! Benchmark tables: every architecture was trained before, by someone else.

mod error;
mod key;
mod rows;

#[cfg(test)]
mod tests;

use indexmap::IndexMap;
use nas_compiler::{
    automaton::Automaton,
    cost::cost,
    instantiate::instantiate,
    ir::{
        Assignment, Expr, ExprId, Space,
        spec::{Call, Objective},
    },
};
use num_bigint::BigUint;

use super::{Built, Estimate, Estimator, Laboratory, Metrics, Observer, SearchError, check_known, cost_kind};

pub use error::TableError;
use key::Key;
use rows::Rows;

/// `table(file, paths, columns, code, values, test)`: metrics of architectures from a CSV file, plain or gzipped.
///
/// A row belongs to the architecture whose decisions its columns say. Every other column that holds numbers is a
/// metric, but for `test`. A cost that is an objective and no column is computed.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    space: &'a Space,
    /// The objectives that are costs and no columns.
    costs: Vec<String>,
    key: Key,
    /// The row of each architecture, by the values of the key's decisions.
    rows: IndexMap<Vec<u32>, usize>,
    metrics: Vec<Column>,
    test: Option<Column>,
    file: String,
}

/// A column of numbers.
#[derive(Debug, Clone)]
struct Column {
    name: String,
    /// One per row; not a number where the cell is empty.
    values: Vec<f64>,
}

pub(super) fn build<'a>(laboratory: &Laboratory<'a>) -> Built<'a> {
    Ok(Box::new(Table::load(laboratory)?))
}

impl<'a> Table<'a> {
    /// Reads the table that a search names.
    ///
    /// # Errors
    /// The file cannot be read; a column, path or value is none; two rows are of one architecture; or architectures of
    /// the space are missing.
    pub fn load(laboratory: &Laboratory<'a>) -> Result<Self, SearchError> {
        let problem = laboratory.problem;
        let call = &problem.search.estimator;
        let table = Rows::read(&problem.data.join(call.str("file")))?;
        let key = Key::new(&problem.space, call, &table)?;
        let rows = index(&problem.space, &key, &table)?;
        check_complete(&problem.space, &key, &rows, &table.file)?;
        let test = test_column(call, &table)?;
        let metrics = metric_columns(&problem.search.objectives, &key, test.as_ref(), &table)?;
        let is_column = |it: &str| metrics.iter().any(|column| column.name == it);
        let objectives = problem.search.objectives.iter().map(|it| it.metric.clone());
        let costs = objectives.filter(|it| cost_kind(it).is_some() && !is_column(it)).collect();
        Ok(Self { space: &problem.space, costs, key, rows, metrics, test, file: table.file })
    }

    fn row(&self, assignment: &Assignment) -> Option<usize> {
        self.rows.get(&self.key.of(assignment)).copied()
    }
}

impl Estimator for Table<'_> {
    fn check(&self, objectives: &[Objective]) -> Result<(), SearchError> {
        check_known(objectives, self.metrics.iter().map(|it| it.name.as_str()))
    }

    fn estimate(&mut self, assignment: &Assignment, _observer: &mut dyn Observer) -> Result<Estimate, SearchError> {
        let Some(row) = self.row(assignment) else {
            return Err(
                TableError::NoRow { file: self.file.clone(), values: self.key.render(self.space, assignment) }.into()
            );
        };
        let mut metrics: Metrics = self.metrics.iter().map(|it| (it.name.clone(), it.values[row])).collect();
        metrics.retain(|_, value| !value.is_nan());
        if !self.costs.is_empty() {
            let network = instantiate(self.space, assignment);
            for (name, kind) in self.costs.iter().filter_map(|it| Some((it, cost_kind(it)?))) {
                metrics.insert(name.clone(), cost(&network, kind) as f64);
            }
        }
        Ok(Estimate::Measured { metrics, weights: None })
    }

    fn test(&self, assignment: &Assignment) -> Option<f64> {
        self.test.as_ref()?.values.get(self.row(assignment)?).copied().filter(|it| it.is_finite())
    }
}

/// Finds the architecture of every row.
fn index(space: &Space, key: &Key, table: &Rows) -> Result<IndexMap<Vec<u32>, usize>, TableError> {
    let mut rows = IndexMap::with_capacity(table.len());
    for row in 0..table.len() {
        let values = key.read(space, table, row)?;
        if let Some(first) = rows.insert(values, row) {
            return Err(TableError::Twice { file: table.file.clone(), first: first + 2, second: row + 2 });
        }
    }
    Ok(rows)
}

/// Checks that there is a row for every architecture, where that can be known without building each: all decisions
/// are in the key, and no constraint is over costs.
fn check_complete(space: &Space, key: &Key, rows: &IndexMap<Vec<u32>, usize>, file: &str) -> Result<(), TableError> {
    let is_cost = |id: u32| matches!(space.exprs.get(ExprId(id)), Expr::Cost(..) | Expr::Connected);
    if !key.is_whole(space) || (0..space.exprs.len() as u32).any(is_cost) {
        return Ok(());
    }
    let Ok(architectures) = Automaton::over_decisions(space) else { return Ok(()) };
    let all = architectures.count();
    let feasible = |it: &&Vec<u32>| nas_compiler::cost::is_feasible(space, &key.assignment(space, it));
    let found = BigUint::from(rows.keys().filter(feasible).count());
    if found >= all {
        return Ok(());
    }
    // No more than the rows come before the first that is missing.
    let missing = architectures.assignments().find(|it| !rows.contains_key(&key.of(it)));
    let example = missing.map_or(String::new(), |it| key.render(space, &it));
    Err(TableError::Incomplete { file: file.to_owned(), missing: &all - found, all, example })
}

fn test_column(call: &Call, table: &Rows) -> Result<Option<Column>, TableError> {
    match call.str("test") {
        "" => Ok(None),
        name => table.numbers(name).map(|values| Some(Column { name: name.to_owned(), values })),
    }
}

/// Every column of numbers that is not part of the key or the test; those of objectives have to be.
fn metric_columns(
    objectives: &[Objective],
    key: &Key,
    test: Option<&Column>,
    table: &Rows,
) -> Result<Vec<Column>, TableError> {
    let mut columns = vec![];
    for name in table.columns.iter().filter(|it| !key.holds(it) && test.is_none_or(|test| test.name != **it)) {
        let is_objective = objectives.iter().any(|it| it.metric == *name);
        match table.numbers(name) {
            Ok(values) => columns.push(Column { name: name.clone(), values }),
            Err(error) if is_objective => return Err(error),
            Err(_) => {}
        }
    }
    Ok(columns)
}
