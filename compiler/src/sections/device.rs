//! `device note10 { … }`

use nas_grammar::ast;

use super::{Sections, entries::Entries};
use crate::{
    ir::{
        Scalar,
        spec::{Device, Value},
    },
    vocabulary::Takes,
};

const ENTRIES: [&str; 2] = ["description", "table"];

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
