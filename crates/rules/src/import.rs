//! The kinds of tables that administrators import.

use serde::{Deserialize, Serialize};

/// What the rows of an imported table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Employees,
    Offices,
    /// Transfers and promotions of people who are there.
    Placements,
    Exemptions,
    Holidays,
}

impl ImportKind {
    pub const ALL: [Self; 5] =
        [Self::Employees, Self::Offices, Self::Placements, Self::Exemptions, Self::Holidays];

    /// As imports are called in the database, in the API and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Employees => "employees",
            Self::Offices => "offices",
            Self::Placements => "placements",
            Self::Exemptions => "exemptions",
            Self::Holidays => "holidays",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == text)
    }
}
