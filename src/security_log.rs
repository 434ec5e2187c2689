//! Events of security, each as a line of its own on standard error. The span of the request (`web::span`) stands
//! in front of it: its id, the client's address, the route. Nothing in a line identifies anybody to a stranger:
//! people are named by the ids of their rows, and what was typed is masked.

use crate::rules::EmployeeId;
use crate::rules::security_event::SecurityEvent;

/// Whom an event is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Person(EmployeeId),
    /// What somebody called themselves.
    Typed(&'a str),
    Unknown,
}

impl From<Option<EmployeeId>> for Subject<'_> {
    fn from(person: Option<EmployeeId>) -> Self {
        person.map_or(Self::Unknown, Self::Person)
    }
}

/// Writes the line.
pub fn say(event: SecurityEvent, subject: Subject<'_>) {
    let event = event.name();
    match subject {
        Subject::Person(id) => {
            tracing::warn!(target: "pekan::security", event, employee = %id);
        }
        Subject::Typed(typed) => {
            tracing::warn!(target: "pekan::security", event, typed = masked(typed));
        }
        Subject::Unknown => tracing::warn!(target: "pekan::security", event),
    }
}

/// What was typed, so that its owner recognises it and nobody else; it may be a password.
fn masked(typed: &str) -> String {
    let begin: String = typed.chars().take(2).collect();
    match typed.rsplit_once('@') {
        Some((_, host)) => format!("{begin}***@{host}"),
        None => format!("{begin}***"),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn what_was_typed_is_not_said() {
        assert_eq!(masked("199003122015022001"), "19***");
        assert_eq!(masked("budi@lumajangkab.go.id"), "bu***@lumajangkab.go.id");
        assert_eq!(masked(""), "***");
    }
}
