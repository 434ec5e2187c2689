//! What an import did, or would do.

use crate::reports::sheet::{RowProblem, Sheet};
use crate::rules::{ImportId, Placement, Problem};

/// Longer lists of faults, or of changes, help nobody.
pub const MOST_SHOWN: usize = 1000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    pub rows: usize,
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Any of them, and nothing was written.
    pub errors: Vec<RowProblem>,
    /// What is odd about a row, and was accepted all the same.
    pub warnings: Vec<RowProblem>,
    /// Of transfers: who is moved, row by row.
    pub moves: Vec<Move>,
    /// Headings of columns that were not read.
    pub ignored: Vec<String>,
    /// The number of the import, to undo it by; none while nothing was written.
    pub import: Option<ImportId>,
}

/// Somebody who is moved by a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub row: u64,
    pub number: String,
    pub name: String,
    /// The last placement so far.
    pub before: Option<Placement>,
    pub after: Placement,
}

impl ImportReport {
    /// The file could not be read at all.
    pub fn unreadable(errors: Vec<RowProblem>) -> Self {
        Self { errors, ..Self::default() }
    }

    /// With what the file itself has to say.
    #[must_use]
    pub fn about(mut self, sheet: &Sheet) -> Self {
        self.warnings.splice(0..0, sheet.warnings.iter().cloned());
        self.ignored.clone_from(&sheet.ignored);
        self
    }

    pub fn refuse(&mut self, row: u64, problems: impl IntoIterator<Item = Problem>) {
        let room = MOST_SHOWN.saturating_sub(self.errors.len());
        let problems = problems.into_iter().map(|problem| RowProblem { row, problem });
        self.errors.extend(problems.take(room));
    }

    pub fn warn(&mut self, row: u64, problem: Option<Problem>) {
        if self.warnings.len() < MOST_SHOWN {
            self.warnings.extend(problem.map(|problem| RowProblem { row, problem }));
        }
    }

    pub fn show(&mut self, moved: Move) {
        if self.moves.len() < MOST_SHOWN {
            self.moves.push(moved);
        }
    }

    /// With errors nothing was written, and the counts say so.
    #[must_use]
    pub fn as_written(mut self) -> Self {
        if !self.errors.is_empty() {
            (self.created, self.changed) = (0, 0);
        }
        self
    }
}
