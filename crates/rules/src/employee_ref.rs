//! Somebody as a request names them: programs by number, pages by the id of the row.

use std::fmt;

use crate::EmployeeId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmployeeRef {
    /// As somebody has written it; perhaps nobody's.
    Number(String),
    Id(EmployeeId),
}

impl Default for EmployeeRef {
    fn default() -> Self {
        Self::Number(String::new())
    }
}

impl From<&str> for EmployeeRef {
    fn from(number: &str) -> Self {
        Self::Number(number.to_owned())
    }
}

impl From<String> for EmployeeRef {
    fn from(number: String) -> Self {
        Self::Number(number)
    }
}

impl From<&String> for EmployeeRef {
    fn from(number: &String) -> Self {
        Self::Number(number.clone())
    }
}

impl From<EmployeeId> for EmployeeRef {
    fn from(id: EmployeeId) -> Self {
        Self::Id(id)
    }
}

impl fmt::Display for EmployeeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => f.write_str(number.trim()),
            Self::Id(id) => id.fmt(f),
        }
    }
}
