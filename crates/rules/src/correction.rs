//! What somebody says is wrong about them: which field, what it should be, and perhaps why. Who looks after them
//! puts it right, or says why not.

use super::names::named;
use super::problem::{self, Problem, Problems};
use super::{EmployeeId, OfficeId, OfficeTree, Viewer};

named! {
    /// What of somebody's record is wrong.
    pub enum CorrectionField {
        Name = "name",
        Number = "number",
        Email = "email",
        Phone = "phone",
        Office = "office",
        /// Level or title.
        Position = "position",
        Grade = "grade",
        EmploymentType = "employment_type",
        Other = "other",
    }
}

impl CorrectionField {
    /// Whether auditors do not see what it should be, as they do not see what it is.
    pub fn is_contact(self) -> bool {
        matches!(self, Self::Email | Self::Phone)
    }
}

named! {
    pub enum CorrectionState {
        Open = "open",
        Done = "done",
        Refused = "refused",
    }
}

/// What of one person may wait at once.
pub const MOST_OPEN: u64 = 5;
const LONGEST_WANTED: usize = 200;
const LONGEST_NOTE: usize = 300;
const LONGEST_REASON: usize = 200;

/// As it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub field: String,
    pub wanted: String,
    /// May be empty.
    pub note: String,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub field: CorrectionField,
    pub wanted: String,
    pub note: Option<String>,
}

impl Draft {
    /// Every fault at once.
    pub fn check(&self) -> Result<Asked, Vec<Problem>> {
        let mut problems = Problems::default();
        let field = problems.take(field(&self.field));
        let wanted = problems.take(problem::line("wanted", &self.wanted, LONGEST_WANTED));
        let note = problems.take(problem::optional_line("note", Some(&self.note), LONGEST_NOTE));
        match (field, wanted, note) {
            (Some(field), Some(wanted), Some(note)) => Ok(Asked { field, wanted, note }),
            _ => Err(problems.into_vec()),
        }
    }
}

fn field(text: &str) -> Result<CorrectionField, Problem> {
    match text.trim() {
        "" => Err(Problem::new("field", "missing")),
        text => CorrectionField::from_name(text)
            .ok_or_else(|| problem::problem_with_value("field", "unknown-choice", text)),
    }
}

/// Why it was not put right.
pub fn reason(text: &str) -> Result<String, Problem> {
    problem::line("reason", text, LONGEST_REASON)
}

/// Whether the viewer answers what somebody of the office asks: an administrator, or an operator of the office;
/// nobody their own.
pub fn may_answer(
    viewer: &Viewer,
    tree: &OfficeTree,
    owner: EmployeeId,
    office: Option<OfficeId>,
) -> bool {
    viewer.may_enter_leave(tree, owner, office)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_and_what_it_should_be_are_asked_for() {
        let codes = |draft: Draft| -> Vec<String> {
            let found = draft.check().unwrap_err();
            found.iter().map(|one| format!("{}: {}", one.field, one.code)).collect()
        };
        assert_eq!(codes(Draft::default()), ["field: missing", "wanted: missing"]);
        let long = Draft { field: "salary".into(), wanted: "x".repeat(201), note: "y".repeat(301) };
        assert_eq!(codes(long), ["field: unknown-choice", "wanted: too-long", "note: too-long"]);
        let sound =
            Draft { field: "name".into(), wanted: " Sri  Wahyuni ".into(), note: " ".into() };
        let asked =
            Asked { field: CorrectionField::Name, wanted: "Sri Wahyuni".into(), note: None };
        assert_eq!(sound.check(), Ok(asked));
        assert_eq!(reason("").unwrap_err().code, "missing");
    }
}
