//! What to know of a policy before it is added, and after.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::Problem;
use crate::rules::policy_remarks::{ENDS_DUTY, WITHOUT_REFERENCE};
use crate::rules::problem::ProblemArg;
use crate::text;
use crate::web::guards::viewer::SignedIn;

/// What to know of a policy. `ends_duty`: whose duty ends, and from when; `without_reference`: how many
/// people have no reference amount of which a share could be asked.
#[derive(Serialize, ToSchema)]
pub struct WarningJson {
    field: String,
    code: String,
    message: String,
    /// The title of the policy that obliges people no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    /// How many people.
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<u64>,
    /// The names of their offices, the topmost.
    #[serde(skip_serializing_if = "Option::is_none")]
    offices: Option<String>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<NaiveDate>,
}

/// Says warnings in the language of the caller.
pub fn warnings(found: &[Problem], user: &SignedIn) -> Vec<WarningJson> {
    found.iter().map(|warning| WarningJson::of(warning, user)).collect()
}

impl WarningJson {
    fn of(warning: &Problem, user: &SignedIn) -> Self {
        let is_about_people = [ENDS_DUTY, WITHOUT_REFERENCE].contains(&warning.code);
        let argument = |name: &str| {
            let mut args = warning.args.iter().filter(|_| is_about_people);
            args.find(|(argument, _)| *argument == name).map(|(_, value)| value)
        };
        let words = |name: &str| match argument(name) {
            Some(ProblemArg::Text(text)) => Some(text.clone()),
            _ => None,
        };
        Self {
            field: warning.field.clone(),
            code: warning.code.into(),
            message: text::problem(user.language, warning),
            policy: words("policy"),
            people: words("people").and_then(|people| people.parse().ok()),
            offices: words("offices"),
            from: match argument("date") {
                Some(ProblemArg::Date(date)) => Some(*date),
                _ => None,
            },
        }
    }
}
