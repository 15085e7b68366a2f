//! Values that are not tensors.

use std::{
    fmt,
    hash::{Hash, Hasher},
    mem::discriminant,
};

use serde::{Deserialize, Serialize};

/// A number, a truth value, a text, or a quantity with a unit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Scalar {
    /// A whole number.
    Int(i64),
    /// A real number; `70%` is `0.7`.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// A text.
    Str(String),
    /// A time in seconds.
    Duration(f64),
    /// An amount of memory in bytes.
    Bytes(i64),
}

impl Scalar {
    /// Returns the whole number, if it is one.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(it) => Some(*it),
            _ => None,
        }
    }

    /// Returns the number, whole or real, or the amount of a quantity in its base unit.
    pub fn as_float(&self) -> Option<f64> {
        match self {
            Self::Int(it) | Self::Bytes(it) => Some(*it as f64),
            Self::Float(it) | Self::Duration(it) => Some(*it),
            Self::Bool(_) | Self::Str(_) => None,
        }
    }

    /// Returns the truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(it) => Some(*it),
            _ => None,
        }
    }

    /// Returns the text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(it) => Some(it),
            _ => None,
        }
    }

    /// The user's word for the type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Bool(_) => "bool",
            Self::Str(_) => "str",
            Self::Duration(_) => "duration",
            Self::Bytes(_) => "bytes",
        }
    }

    /// What tells values of one type apart, texts aside: floats by their bits, so that equality is one.
    fn bits(&self) -> u64 {
        match self {
            Self::Int(it) | Self::Bytes(it) => *it as u64,
            Self::Float(it) | Self::Duration(it) => it.to_bits(),
            Self::Bool(it) => u64::from(*it),
            Self::Str(_) => 0,
        }
    }
}

impl PartialEq for Scalar {
    fn eq(&self, other: &Self) -> bool {
        discriminant(self) == discriminant(other)
            && match (self, other) {
                (Self::Str(left), Self::Str(right)) => left == right,
                _ => self.bits() == other.bits(),
            }
    }
}

impl Eq for Scalar {}

impl Hash for Scalar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        discriminant(self).hash(state);
        match self {
            Self::Str(text) => text.hash(state),
            _ => self.bits().hash(state),
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(it) => write!(f, "{it}"),
            Self::Float(it) => write!(f, "{it:?}"),
            Self::Bool(it) => write!(f, "{it}"),
            Self::Str(it) => write!(f, "{it:?}"),
            Self::Duration(it) => write!(f, "{it}s"),
            Self::Bytes(it) => write!(f, "{it}B"),
        }
    }
}
