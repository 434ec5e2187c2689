//! What an import did, or would do.

use crate::reports::sheet::RowProblem;
use crate::rules::Problem;

/// Longer lists of faults help nobody.
const MOST_PROBLEMS: usize = 1000;

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
}

impl ImportReport {
    /// The file could not be read at all.
    pub fn unreadable(errors: Vec<RowProblem>) -> Self {
        Self { errors, ..Self::default() }
    }

    pub fn refuse(&mut self, row: u64, problems: impl IntoIterator<Item = Problem>) {
        let room = MOST_PROBLEMS.saturating_sub(self.errors.len());
        let problems = problems.into_iter().map(|problem| RowProblem { row, problem });
        self.errors.extend(problems.take(room));
    }

    pub fn warn(&mut self, row: u64, problem: Option<Problem>) {
        if self.warnings.len() < MOST_PROBLEMS {
            self.warnings.extend(problem.map(|problem| RowProblem { row, problem }));
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
