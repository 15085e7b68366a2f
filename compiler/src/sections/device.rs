//! `device note10 { … }`

use indexmap::IndexMap;
use nas_grammar::{Diagnostics, Span, ast};

use super::{Sections, entries::Entries, errors};
use crate::{
    ir::{
        DeviceTimes, Scalar,
        spec::{Device, Value},
    },
    load::Modules,
    vocabulary::Takes,
};

pub(super) const ENTRIES: [&str; 2] = ["description", "table"];

impl<'a> Sections<'a> {
    pub(super) fn device(&mut self, section: &'a ast::Section) -> Option<Device> {
        let entries = self.entries(section, &ENTRIES);
        let description = self.text(&entries, "description", "description: \"what it is and how it was measured\"");
        let table = self.text(&entries, "table", "table: \"latency.csv\"");
        Some(Device {
            name: section.name.text.clone(),
            description: description?,
            table: table?,
            span: section.name.span,
        })
    }

    fn text(&mut self, entries: &Entries<'a>, key: &str, example: &str) -> Option<String> {
        let expr = self.required(entries, key, example)?;
        match self.value(key, expr, Takes::Str)? {
            Value::Scalar(Scalar::Str(it)) => Some(it),
            _ => None,
        }
    }
}

/// Reads the times of every device of the entry module. A table that cannot be read is reported.
pub(crate) fn times(modules: &Modules, diagnostics: &mut Diagnostics) -> IndexMap<String, DeviceTimes> {
    let mut devices = IndexMap::new();
    for item in &modules.list[0].ast.items {
        let ast::Item::Section(section) = item else { continue };
        if section.kind != ast::SectionKind::Device {
            continue;
        }
        let Some((path, span)) = section.entries.iter().find_map(table) else { continue };
        let picoseconds = match modules.tables.get(path) {
            Some(Ok(text)) => read(text),
            Some(Err(reason)) => Err(reason.clone()),
            None => continue,
        };
        let name = section.name.text.clone();
        match picoseconds {
            Ok(picoseconds) => drop(devices.insert(name.clone(), DeviceTimes { name, picoseconds })),
            Err(reason) => diagnostics.push(errors::bad_table(span, path, &reason)),
        }
    }
    devices
}

fn table(entry: &ast::SectionEntry) -> Option<(&str, Span)> {
    match entry {
        ast::SectionEntry::Field(field) if field.key.text == "table" => match &*field.value.kind {
            ast::ExprKind::Text(path) => Some((path, field.value.span)),
            _ => None,
        },
        _ => None,
    }
}

/// How many picoseconds a millisecond has.
const PICOSECONDS: f64 = 1e9;

/// Reads a CSV text with the columns `operation` and `ms`.
fn read(text: &str) -> Result<IndexMap<String, u64>, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|it| it.to_string())?.clone();
    let column =
        |name: &str| headers.iter().position(|it| it == name).ok_or_else(|| format!("it has no column `{name}`"));
    let (operation, milliseconds) = (column("operation")?, column("ms")?);
    let mut picoseconds = IndexMap::new();
    for record in reader.records() {
        let record = record.map_err(|it| it.to_string())?;
        let field = |at: usize| record.get(at).unwrap_or_default();
        let time: f64 =
            field(milliseconds).parse().map_err(|_| format!("`{}` is no time in ms", field(milliseconds)))?;
        if !time.is_finite() || time < 0.0 {
            return Err(format!("`{}` is no time in ms", field(milliseconds)));
        }
        picoseconds.insert(field(operation).to_owned(), (time * PICOSECONDS).round() as u64);
    }
    Ok(picoseconds)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn times_are_read_in_milliseconds() {
        let table = read("operation,ms\n\"relu() of image[1, 8, 8]\",2.5\n").unwrap();
        assert_eq!(table["relu() of image[1, 8, 8]"], 2_500_000_000);
        assert_eq!(read("op,ms\n"), Err("it has no column `operation`".to_owned()));
        assert_eq!(read("operation,ms\na,fast\n"), Err("`fast` is no time in ms".to_owned()));
    }
}
