//! One point of a space.

use std::fmt;

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error as _, MapAccess, Visitor},
};

/// An index into the domain of every decision of a space; 0 where the decision is inactive.
///
/// Two assignments of one space are equal exactly when they are the same architecture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Assignment(pub Vec<u32>);

/// What one decision chose, in the terms of its domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Choice {
    /// The items of a `pick`.
    Items(Vec<u32>),
    /// A truth value of a `oneof`.
    Bool(bool),
    /// A whole number of a `oneof`.
    Int(i64),
    /// A real number of a `oneof`.
    Float(f64),
    /// A text of a `oneof`, or the name of its alternative.
    Text(String),
}

/// An architecture as it is written to a file: what each active decision chose, by its path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Architecture {
    /// The version of this form, [`super::FORMAT`].
    pub format: u32,
    /// The name of the space.
    pub space: String,
    /// The space's fingerprint, when the architecture was written by a search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The choices, in the order of the space's decisions. No decision may be there twice.
    #[serde(deserialize_with = "once_each")]
    pub choices: IndexMap<String, Choice>,
}

/// Reads choices, and refuses a second one of the same decision.
fn once_each<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IndexMap<String, Choice>, D::Error> {
    struct Choices;

    impl<'de> Visitor<'de> for Choices {
        type Value = IndexMap<String, Choice>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("choices by the paths of decisions")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut choices = IndexMap::new();
            while let Some((path, choice)) = map.next_entry::<String, Choice>()? {
                if choices.contains_key(&path) {
                    return Err(A::Error::custom(format_args!("`{path}` is chosen twice")));
                }
                choices.insert(path, choice);
            }
            Ok(choices)
        }
    }

    deserializer.deserialize_map(Choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_chosen_once() {
        let read = |choices: &str| {
            let text = format!("(format: 1, space: \"S\", choices: {{ {choices} }})");
            ron::from_str::<Architecture>(&text).map_err(|it| it.code.to_string())
        };
        assert_eq!(read("\"a\": 3, \"b\": 2").map(|it| it.choices.len()), Ok(2));
        assert_eq!(read("\"a\": 3, \"a\": 2").map(|it| it.choices.len()), Err("`a` is chosen twice".to_owned()));
    }
}
