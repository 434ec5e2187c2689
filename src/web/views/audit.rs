//! Who did what.

use serde::Serialize;
use serde_json::{Map, Value};

use super::View;
use super::form_values::FormValues;
use crate::rules::AuditId;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AuditPage {
    pub entries: Vec<AuditRow>,
    /// What the list is narrowed to, as it was typed.
    pub form: FormValues,
    pub actions: Vec<Choice>,
    /// Whom the list is narrowed to; until it is clear who is meant, a name is typed.
    pub actor: Option<Choice>,
    pub about: Option<Choice>,
    /// The people whom a filter may mean, where it does not name one.
    pub meant: Vec<Meant>,
    /// The same list as a file.
    pub file_url: String,
    /// Where the older ones are.
    pub next_url: Option<String>,
}

impl View for AuditPage {
    const TEMPLATE: &'static str = "admin/audit/index.html";
}

/// What the list can be narrowed to.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Choice {
    pub value: String,
    pub label: String,
}

/// What was typed into a filter for people, and whom it fits.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Meant {
    pub text: String,
    pub people: Vec<MeantPerson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MeantPerson {
    pub name: String,
    pub number: String,
    /// The list, narrowed to this person.
    pub url: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AuditRow {
    pub id: AuditId,
    pub at: String,
    /// The name of who did it; none for the system.
    pub actor: Option<String>,
    /// What they did, in words.
    pub sentence: String,
    pub action: String,
    /// The record, such as `purchases/12`.
    pub subject: String,
    /// The page of the record, where there is one.
    pub subject_url: Option<String>,
    /// Names and values as they were noted with the action, by name: a map has no order in a template.
    pub details: Vec<(String, Value)>,
}

/// The details of a noted action, in the order of their names.
pub fn details(noted: &str) -> Vec<(String, Value)> {
    let details: Map<String, Value> = serde_json::from_str(noted).unwrap_or_default();
    details.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::details;

    #[test]
    fn details_stand_in_the_order_of_their_names() {
        let names = |noted| details(noted).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(r#"{"time_zone":"Asia/Jayapura","people":0}"#), ["people", "time_zone"]);
        assert_eq!(names("{}"), [""; 0]);
    }
}
