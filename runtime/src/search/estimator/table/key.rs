//! What identifies a row of a table.

use nas_compiler::ir::{Assignment, Decision, DecisionId, Domain, Evaluator, Scalar, Space, spec::Call};

use super::{Rows, TableError};

/// The decisions that identify a row, and where the row says them.
#[derive(Debug, Clone)]
pub(super) struct Key {
    decisions: Vec<DecisionId>,
    cells: Cells,
    /// What the numbers in the cells mean; where there are none, cells hold what is chosen.
    values: Option<Vec<String>>,
    columns: Vec<String>,
}

/// Where a row says its decisions.
#[derive(Debug, Clone)]
enum Cells {
    /// In one column each.
    Columns(Vec<usize>),
    /// In one column, a character each.
    Code(usize),
}

impl Key {
    pub(super) fn new(space: &Space, call: &Call, table: &Rows) -> Result<Self, TableError> {
        let decisions = decisions(space, &call.texts("paths"), table)?;
        let values = Some(call.texts("values")).filter(|it| !it.is_empty());
        let columns = match (call.str("code"), call.texts("columns")) {
            ("", columns) if columns.is_empty() => {
                decisions.iter().map(|it| space.decision(*it).path.clone()).collect()
            }
            ("", columns) => columns,
            (code, _) => {
                let cells = Cells::Code(table.column(code)?);
                return Ok(Self { decisions, cells, values, columns: vec![code.to_owned()] });
            }
        };
        if columns.len() != decisions.len() {
            let found = format!("{} columns", columns.len());
            return Err(TableError::Count { file: table.file.clone(), columns: found, paths: decisions.len() });
        }
        let cells = Cells::Columns(columns.iter().map(|it| table.column(it)).collect::<Result<_, _>>()?);
        Ok(Self { decisions, cells, values, columns })
    }

    /// Returns whether a column is part of the key.
    pub(super) fn holds(&self, column: &str) -> bool {
        self.columns.iter().any(|it| it == column)
    }

    /// Returns whether the key says every decision of a space.
    pub(super) fn is_whole(&self, space: &Space) -> bool {
        (0..space.decisions.len() as u32).all(|it| self.decisions.contains(&DecisionId(it)))
    }

    /// Returns the values by which the row of an architecture is found.
    pub(super) fn of(&self, assignment: &Assignment) -> Vec<u32> {
        self.decisions.iter().map(|it| assignment.0[it.0 as usize]).collect()
    }

    /// Reads the values of a row: 0 for decisions that are not made, whatever the cell says.
    pub(super) fn read(&self, space: &Space, table: &Rows, row: usize) -> Result<Vec<u32>, TableError> {
        let cells = self.cells(table, row)?;
        let mut values = vec![];
        for (id, cell) in self.decisions.iter().zip(cells) {
            values.push(self.value(space.decision(*id), &cell).ok_or_else(|| TableError::Value {
                file: table.file.clone(),
                line: row + 2,
                path: space.decision(*id).path.clone(),
                value: cell,
            })?);
        }
        Ok(self.of(&self.assignment(space, &values)))
    }

    /// Returns the assignment with the key's values and index 0 elsewhere.
    pub(super) fn assignment(&self, space: &Space, values: &[u32]) -> Assignment {
        let mut indices = vec![0; space.decisions.len()];
        for (id, value) in self.decisions.iter().zip(values) {
            indices[id.0 as usize] = *value;
        }
        if space.decisions.iter().all(|it| space.exprs.as_bool(it.active) == Some(true)) {
            return Assignment(indices);
        }
        Evaluator::assign(space, |id, _| indices[id.0 as usize])
    }

    /// Renders what the key's decisions choose, for errors.
    pub(super) fn render(&self, space: &Space, assignment: &Assignment) -> String {
        let each = self.decisions.iter().map(|it| {
            let decision = space.decision(*it);
            format!("{}: {}", decision.path, decision.domain.render(assignment.0[it.0 as usize]))
        });
        each.collect::<Vec<_>>().join(", ")
    }

    fn cells(&self, table: &Rows, row: usize) -> Result<Vec<String>, TableError> {
        let column = match &self.cells {
            Cells::Columns(columns) => return Ok(columns.iter().map(|it| table.cell(row, *it).to_owned()).collect()),
            Cells::Code(column) => *column,
        };
        let code = table.cell(row, column);
        let cells: Vec<String> = code.chars().map(String::from).collect();
        if cells.len() == self.decisions.len() {
            return Ok(cells);
        }
        let columns = format!("`{code}` in line {}", row + 2);
        Err(TableError::Count { file: table.file.clone(), columns, paths: self.decisions.len() })
    }

    /// The index that a cell says. An empty cell is that of a decision that is not made.
    fn value(&self, decision: &Decision, cell: &str) -> Option<u32> {
        if cell.is_empty() {
            return Some(0);
        }
        let chosen = match &self.values {
            Some(values) => values.get(cell.parse::<usize>().ok()?)?,
            None => cell,
        };
        (0..decision.domain.size() as u32).find(|it| is_called(&decision.domain, *it, chosen))
    }
}

fn is_called(domain: &Domain, index: u32, name: &str) -> bool {
    match domain {
        Domain::Values(values) => match &values[index as usize] {
            Scalar::Str(it) => it == name,
            other => other.to_string() == name || other.as_float().is_some_and(|it| name.parse() == Ok(it)),
        },
        Domain::Alternatives(_) | Domain::Subset { .. } => domain.render(index) == name,
    }
}

fn decisions(space: &Space, paths: &[String], table: &Rows) -> Result<Vec<DecisionId>, TableError> {
    if paths.is_empty() {
        return Ok((0..space.decisions.len() as u32).map(DecisionId).collect());
    }
    let find = |path: &String| {
        space.find(path).ok_or_else(|| TableError::Path {
            file: table.file.clone(),
            path: path.clone(),
            known: space.decisions.iter().map(|it| it.path.as_str()).collect::<Vec<_>>().join(", "),
        })
    };
    paths.iter().map(find).collect()
}
